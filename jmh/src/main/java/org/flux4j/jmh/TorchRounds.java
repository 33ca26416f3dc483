package org.flux4j.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A profiler that, before each iteration of JMH, makes PyTorch run a round of the same benchmark for the same time. As
 * both sides alternate, a change of the load of the machine affects both. The time of PyTorch is a secondary result of
 * the iteration.
 */
public final class TorchRounds implements InternalProfiler {
    /** The prefix of the names of secondary results, which end with the library or the type that computed. */
    static final String PREFIX = "torch.";

    private static final Pattern ENTRY = Pattern.compile("(\\w+)=(\\S+)");
    private static final double NANOS = 1e9;

    private final String socket;
    private SocketChannel channel; // null before the first round
    private BufferedReader replies;
    private String reply;

    /**
     * Creates a profiler.
     *
     * @param socket the path of the Unix socket of PyTorch (see {@link PyTorch#socket})
     */
    public TorchRounds(String socket) {
        this.socket = socket;
    }

    @Override
    public String getDescription() {
        return "PyTorch's times, alternating with ours";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        double seconds = iteration.getTime().convertTo(TimeUnit.NANOSECONDS) / NANOS;
        String request = benchmark.getParamsKeys().stream()
                .map(key -> key + "=" + benchmark.getParam(key))
                .collect(Collectors.joining(" "));
        try {
            if (channel == null) {
                channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                replies = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            }
            String line = name(benchmark) + " seconds=" + seconds + " " + request + "\n";
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            reply = replies.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (reply == null) {
            throw new IllegalStateException("PyTorch does not reply to " + request);
        }
    }

    /** Returns the name of the class of a benchmark, without the ending that all have. */
    private static String name(BenchmarkParams benchmark) {
        return benchmark.getBenchmark().replaceAll("^.*\\.(\\w+)Benchmark\\..*$", "$1");
    }

    /**
     * Returns the times in the reply, which lists the seconds of a call for each library or type,
     * such as {@code float32=0.0123 openblas=0.0045}.
     */
    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        List<ScalarResult> results = new ArrayList<>();
        Matcher entries = ENTRY.matcher(reply);
        while (entries.find()) {
            double seconds = Double.parseDouble(entries.group(2));
            results.add(new ScalarResult(PREFIX + entries.group(1), seconds, "s/op", AggregationPolicy.AVG));
        }
        return results;
    }
}
