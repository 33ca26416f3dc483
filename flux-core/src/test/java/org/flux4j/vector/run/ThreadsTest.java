package org.flux4j.vector.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ThreadsTest {
    private static final Memory HEAP = new Memory.Heap();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyTaskRunsOnce(int threads) {
        Threads pool = new Threads(threads, HEAP);
        for (int tasks : new int[] {0, 1, 2, 3, 100, 1000}) {
            AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
            pool.run(tasks, scratch -> task -> runs.incrementAndGet(task));
            for (int task = 0; task < tasks; task++) {
                assertThat(runs.get(task)).as("task %d of %d", task, tasks).isEqualTo(1);
            }
        }
    }

    @Test
    void tasksRunSideBySide() {
        CountDownLatch both = new CountDownLatch(2);
        new Threads(2, HEAP).run(2, scratch -> task -> {
            both.countDown();
            try {
                assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(both.getCount()).isZero();
    }

    @Test
    void noTwoThreadsShareScratch() {
        ConcurrentHashMap<Scratch, Thread> owners = new ConcurrentHashMap<>();
        new Threads(4, HEAP).run(1000, scratch -> task -> {
            Thread owner = owners.putIfAbsent(scratch, Thread.currentThread());
            assertThat(owner).isIn(null, Thread.currentThread());
        });
        assertThat(owners).isNotEmpty();
    }

    @Test
    void twoCallersDoNotDisturbEachOther() throws InterruptedException {
        AtomicIntegerArray runs = new AtomicIntegerArray(2000);
        Thread other = Thread.ofPlatform()
                .start(() -> new Threads(3, HEAP).run(1000, scratch -> task -> runs.incrementAndGet(task)));
        new Threads(3, HEAP).run(1000, scratch -> task -> runs.incrementAndGet(1000 + task));
        other.join();
        for (int i = 0; i < 2000; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @Test
    void aFailureReachesTheCaller() {
        Threads pool = new Threads(2, HEAP);
        assertThatThrownBy(() -> pool.run(10, scratch -> task -> {
                    throw new IllegalStateException("task failed");
                }))
                .hasMessage("task failed");
        AtomicIntegerArray runs = new AtomicIntegerArray(10);
        pool.run(10, scratch -> task -> runs.incrementAndGet(task));
        assertThat(runs.toString()).isEqualTo("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]");
    }
}
