package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One task: its size, its log, and what runs in it beside the service's container. */
public record TaskSettings(
        @Setting(value = "CPU units; 1024 are one virtual CPU.", byDefault = "256") int cpuUnits,
        @Setting(value = "Memory in MiB.", byDefault = "512") int memoryMib,
        @Setting(
                        value =
                                "Memory in MiB that is kept for the service's container. Left out: all containers share.",
                        min = 6)
                Optional<Integer> memoryReservationMib,
        @Setting(
                        value = "Processor that the images are built for.",
                        byDefault = "X86_64",
                        oneOf = {"X86_64", "ARM64"})
                String cpuArchitecture,
        @Setting(value = "Ephemeral storage in GiB. Left out: the 20 GiB that cost nothing.", min = 21, max = 200)
                Optional<Integer> ephemeralStorageGib,
        @Setting(
                        value = "Log group of its containers. Left out: /ecs/<system>-<environment>-<service>.",
                        pattern = "[A-Za-z0-9_./#-]{1,512}")
                Optional<String> logGroupName,
        @Setting("Let the service send traces to X-Ray, through a daemon beside its container. Left out: no traces.")
                Optional<Tracing> tracing,
        @Setting(
                        value = "Containers beside the service's, by name.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, SidecarSettings> sidecars)
        implements Checked {

    /** The sizes of memory that Fargate offers, in MiB, by CPU units. */
    private static final Map<Integer, List<Integer>> OFFERED = new TreeMap<>(Map.of(
            256, List.of(512, 1024, 2048),
            512, steps(1024, 4096, 1024),
            1024, steps(2048, 8192, 1024),
            2048, steps(4096, 16384, 1024),
            4096, steps(8192, 30720, 1024),
            8192, steps(16384, 61440, 4096),
            16384, steps(32768, 122880, 8192)));

    /** The daemon that takes traces on their way to X-Ray. */
    public record Tracing(
            @Setting(
                            "Image of the daemon, such as a copy of AWS's own; a task without a way to the Internet needs one in ECR.")
                    ImageSettings image) {
        /** The container that it is. */
        static final String CONTAINER = "xray-daemon";
        /** Where it listens, for the containers of its task alone. */
        static final String ADDRESS = "127.0.0.1:2000";

        /** Traces are not worth a task: it goes on without its daemon. */
        SidecarSettings sidecar() {
            // The image's own user; -o keeps it from asking for the metadata of an instance, which Fargate has none of.
            return new SidecarSettings(
                    image,
                    false,
                    Optional.of(32),
                    Optional.empty(),
                    new ContainerSettings(
                            List.of("-o"), Map.of(), Map.of(), Map.of(), "10001", List.of(), 30, Optional.empty()));
        }
    }

    /** All containers beside the service's own, by name. */
    Map<String, SidecarSettings> companions() {
        Map<String, SidecarSettings> all = new TreeMap<>(sidecars);
        tracing.ifPresent(given -> all.put(Tracing.CONTAINER, given.sidecar()));
        return all;
    }

    @Override
    public void check(Check check) {
        List<Integer> memory = OFFERED.get(cpuUnits);
        check.that(
                memory != null, "cpu_units", "Fargate does not offer " + cpuUnits + "; it offers " + OFFERED.keySet());
        check.that(
                memory == null || memory.contains(memoryMib),
                "memory_mib",
                "Fargate does not offer " + memoryMib + " MiB with " + cpuUnits + " CPU units; it offers " + memory);
        check.that(
                tracing.isEmpty() || !sidecars.containsKey(Tracing.CONTAINER),
                "sidecars." + Tracing.CONTAINER,
                "is what tracing adds; leave one of them out");
        int beside = companions().values().stream()
                .mapToInt(sidecar -> sidecar.memoryMib().orElse(0))
                .sum();
        check.that(
                memoryReservationMib.orElse(0) + beside <= memoryMib,
                "memory_reservation_mib",
                "with the " + beside + " MiB of the sidecars it is more than memory_mib, which is " + memoryMib);
        int shares = companions().values().stream()
                .mapToInt(sidecar -> sidecar.cpuUnits().orElse(0))
                .sum();
        check.that(
                shares < cpuUnits,
                "sidecars",
                "leave nothing of the " + cpuUnits + " CPU units for the service's container");
    }

    private static List<Integer> steps(int from, int to, int by) {
        return IntStream.rangeClosed(0, (to - from) / by)
                .mapToObj(step -> from + step * by)
                .toList();
    }
}
