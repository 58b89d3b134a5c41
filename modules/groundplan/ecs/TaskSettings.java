package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The size of one task. */
public record TaskSettings(
    @Setting(value = "CPU units; 1024 are one virtual CPU.", byDefault = "256") int cpuUnits,
    @Setting(value = "Memory in MiB.", byDefault = "512") int memoryMib,
    @Setting(value = "Processor that the image is built for.", byDefault = "X86_64", oneOf = {"X86_64", "ARM64"})
        String cpuArchitecture,
    @Setting(value = "Ephemeral storage in GiB. Left out: the 20 GiB that cost nothing.", min = 21, max = 200)
        Optional<Integer> ephemeralStorageGib)
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

  @Override
  public void check(Check check) {
    List<Integer> memory = OFFERED.get(cpuUnits);
    check.that(memory != null, "cpu_units", "Fargate does not offer " + cpuUnits + "; it offers " + OFFERED.keySet());
    check.that(memory == null || memory.contains(memoryMib), "memory_mib", "Fargate does not offer " + memoryMib
        + " MiB with " + cpuUnits + " CPU units; it offers " + memory);
  }

  private static List<Integer> steps(int from, int to, int by) {
    return IntStream.rangeClosed(0, (to - from) / by).mapToObj(step -> from + step * by).toList();
  }
}
