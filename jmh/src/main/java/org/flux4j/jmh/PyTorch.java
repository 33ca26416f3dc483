package org.flux4j.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PyTorch in another process, which runs a round of a benchmark at each request of a {@link TorchRounds}. The process
 * lives as long as the comparison, so that nothing is warmed up twice.
 */
final class PyTorch implements AutoCloseable {
    private static final Path SCRIPT = Path.of("python", "torch_rounds.py");

    /**
     * Makes glibc retain the memory that PyTorch frees, and use huge pages, like our workspace and our virtual machine.
     * Otherwise every result is allocated in fresh pages of the system and, where page faults are slow, they take most
     * of the measured time.
     */
    private static final String MEMORY =
            "glibc.malloc.hugetlb=1:glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=1099511627776"
                    + ":glibc.malloc.top_pad=268435456";

    private final Process process;
    private final Path folder;
    private final Path socket;
    private final String description;

    private PyTorch(Process process, Path folder, Path socket, String description) {
        this.process = process;
        this.folder = folder;
        this.socket = socket;
        this.description = description;
    }

    /**
     * Starts PyTorch and waits until it accepts requests.
     *
     * @param interpreter the Python interpreter to run
     * @param threads the number of threads of libraries that cannot change it later
     * @throws IOException if there is no such interpreter, or it has no PyTorch
     */
    static PyTorch start(String interpreter, int threads) throws IOException {
        Path folder = Files.createTempDirectory("flux4j-compare");
        Path socket = folder.resolve("torch");
        ProcessBuilder builder = new ProcessBuilder(List.of(interpreter, SCRIPT.toString(), socket.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putIfAbsent("GLIBC_TUNABLES", MEMORY);
        builder.environment().put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String first = output.readLine();
        if (first == null) {
            Files.delete(folder);
            throw new IOException(interpreter + " has no PyTorch");
        }
        return new PyTorch(process, folder, socket, first);
    }

    /** Returns the Unix socket on which PyTorch accepts requests. */
    Path socket() {
        return socket;
    }

    /** Returns the version of PyTorch and the origin of the blocks that it runs, in one line. */
    String description() {
        return description;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Files.deleteIfExists(socket);
        Files.delete(folder);
    }
}
