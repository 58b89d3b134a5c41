package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.offers.FargateSizes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A task: its size, its log, and its sidecars. */
public record TaskSettings(
        @Setting(value = "CPU units; 1024 are one virtual CPU.", byDefault = "256") int cpuUnits,
        @Setting(value = "Memory in MiB.", byDefault = "512") int memoryMib,
        @Setting(
                        value =
                                "Memory in MiB that is reserved for the service's container. Left out: all containers share the task's memory.",
                        min = 6)
                Optional<Integer> memoryReservationMib,
        @Setting(
                        value = "CPU architecture of the images.",
                        byDefault = "X86_64",
                        oneOf = {"X86_64", "ARM64"})
                String cpuArchitecture,
        @Setting(value = "Ephemeral storage in GiB. Left out: 20 GiB, which are free of charge.", min = 21, max = 200)
                Optional<Integer> ephemeralStorageGib,
        @Setting(
                        value = "Log group of its containers. Left out: /ecs/<system>-<environment>-<service>.",
                        pattern = "(?!aws/)[A-Za-z0-9_./#-]{1,512}")
                Optional<String> logGroupName,
        @Setting("Send traces to X-Ray, through a daemon in a sidecar. Left out: no traces.") Optional<Tracing> tracing,
        @Setting(value = "Sidecar containers, by name.", byDefault = "{}", names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, SidecarSettings> sidecars)
        implements Checked {

    /** The X-Ray daemon, which receives the service's traces. */
    public record Tracing(
            @Setting("Image of the daemon, such as a copy of AWS's own; without Internet access it must be in ECR.")
                    ImageSettings image) {
        /** The name of its container. */
        static final String CONTAINER = "xray-daemon";
        /** Where it listens, for the containers of its task only. */
        static final String ADDRESS = "127.0.0.1:2000";

        /** Tracing is not essential: the task continues without the daemon. */
        SidecarSettings sidecar() {
            // The image's own user; -o disables the lookup of EC2 instance metadata, which Fargate does not have.
            return new SidecarSettings(
                    image,
                    false,
                    Optional.of(32),
                    Optional.empty(),
                    new ContainerSettings(
                            List.of("-o"),
                            Map.of(),
                            Map.of(),
                            Map.of(),
                            "10001",
                            Map.of(),
                            List.of(),
                            30,
                            Optional.empty()));
        }
    }

    /** All sidecar containers, by name. */
    Map<String, SidecarSettings> companions() {
        Map<String, SidecarSettings> all = new TreeMap<>(sidecars);
        tracing.ifPresent(given -> all.put(Tracing.CONTAINER, given.sidecar()));
        return all;
    }

    @Override
    public void check(Check check) {
        SortedMap<Integer, List<Integer>> offered = FargateSizes.memoryByCpu();
        List<Integer> memory = offered.get(cpuUnits);
        check.that(
                memory != null,
                "cpu_units",
                "Fargate does not support " + cpuUnits + "; it supports " + offered.keySet());
        check.that(
                memory == null || memory.contains(memoryMib),
                "memory_mib",
                "Fargate does not support " + memoryMib + " MiB with " + cpuUnits + " CPU units; it supports "
                        + memory);
        check.that(
                tracing.isEmpty() || !sidecars.containsKey(Tracing.CONTAINER),
                "sidecars." + Tracing.CONTAINER,
                "tracing adds a sidecar of this name; remove one of them");
        int beside = companions().values().stream()
                .mapToInt(sidecar -> sidecar.memoryMib().orElse(0))
                .sum();
        check.that(
                memoryReservationMib.orElse(0) + beside <= memoryMib,
                "memory_reservation_mib",
                "together with the " + beside + " MiB of the sidecars this exceeds memory_mib, which is " + memoryMib);
        int shares = companions().values().stream()
                .mapToInt(sidecar -> sidecar.cpuUnits().orElse(0))
                .sum();
        check.that(
                shares < cpuUnits,
                "sidecars",
                "the sidecars leave none of the " + cpuUnits + " CPU units for the service's container");
    }
}
