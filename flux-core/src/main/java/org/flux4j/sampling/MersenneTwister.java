package org.flux4j.sampling;

/**
 * The random generator MT19937, seeded like PyTorch's CPU generator: with the low 32 bits of the seed.
 *
 * <p>Source: M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with the initialisation of 2002.
 */
final class MersenneTwister {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int next = N;

    MersenneTwister(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    /** Returns the next 32 random bits. */
    int nextInt() {
        if (next == N) {
            twist();
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** Returns the next 64 random bits, the upper half of which is drawn first. */
    long nextLong() {
        long high = nextInt();
        return high << 32 | Integer.toUnsignedLong(nextInt());
    }

    /** Computes the next N numbers of the state. */
    private void twist() {
        for (int i = 0; i < N; i++) {
            int mixed = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
            state[i] = state[(i + M) % N] ^ (mixed >>> 1) ^ (mixed & 1) * 0x9908b0df;
        }
    }
}
