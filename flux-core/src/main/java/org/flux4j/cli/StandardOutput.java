package org.flux4j.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/** A stream to standard output that throws an exception if writing fails, which {@link System#out} ignores. */
final class StandardOutput extends OutputStream {
    /** Thrown if standard output cannot be written, because the disk is full or the reader has closed the pipe. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(IOException cause) {
            super("standard output: cannot be written: " + cause.getMessage(), cause);
        }
    }

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);

    private StandardOutput() {}

    /** Returns a writer to standard output that is flushed after every line. */
    static PrintWriter writer() {
        OutputStream buffered = new BufferedOutputStream(new StandardOutput());
        return new PrintWriter(new OutputStreamWriter(buffered, System.out.charset()), true);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            throw new Failure(e);
        }
    }
}
