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
 * Lets PyTorch run a round of the same case, for the same time, before every iteration of JMH: so they take turns, and
 * whatever else the machine does meets both. What PyTorch took becomes a secondary result of the iteration.
 */
public final class TorchTurns implements InternalProfiler {
    /** Of the secondary results: followed by the type that PyTorch computed in. */
    static final String PREFIX = "torch.";

    private static final Pattern ENTRY = Pattern.compile("(\\w+)=(\\S+)");
    private static final double NANOS = 1e9;

    private final String socket;
    private SocketChannel channel; // null before the first round
    private BufferedReader replies;
    private String reply;

    /** @param socket where PyTorch listens, see {@link PyTorch#socket} */
    public TorchTurns(String socket) {
        this.socket = socket;
    }

    @Override
    public String getDescription() {
        return "PyTorch's times, in turns with ours";
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
            throw new IllegalStateException("PyTorch gave up on " + request);
        }
    }

    /** The benchmark's class, without the ending that all have. */
    private static String name(BenchmarkParams benchmark) {
        return benchmark.getBenchmark().replaceAll("^.*\\.(\\w+)Benchmark\\..*$", "$1");
    }

    /** The reply lists types and the seconds that a call took in them: {@code float32=0.0123 bfloat16=0.0456}. */
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
