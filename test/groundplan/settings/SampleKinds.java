package groundplan.settings;

import groundplan.kernel.Kind;
import groundplan.kernel.OncePerAccount;
import groundplan.kernel.OutputSource;
import groundplan.kernel.Reads;
import groundplan.kernel.Scope;
import groundplan.kernel.Setting;
import groundplan.kernel.Shape;
import groundplan.kms.KmsUnit;
import groundplan.network.NetworkUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds that the fixtures know: two real ones, and two whose units can read each other in circles. */
final class SampleKinds {
    private static final Kind<SampleSettings, SampleOutputs> SAMPLE = kind("sample", Scope.REGIONAL);
    private static final Kind<SampleSettings, SampleOutputs> GLOBAL = kind("sample-global", Scope.GLOBAL);

    private SampleKinds() {}

    /** Settings of a sample unit. */
    public record SampleSettings(
            @Setting(value = "Unit that is read.") @Reads("sample") Optional<String> next,
            @Setting(value = "Units that are read.", byDefault = "[]") @Reads("sample") List<String> others,
            @Setting(value = "Units that are read, each for a purpose.", byDefault = "{}")
                    @Reads(value = "sample", byValue = true)
                    Map<String, String> twins,
            @Setting(value = "Share of the whole.", byDefault = "0.5", min = 0, max = 1) double share,
            @Setting(value = "Whether it is public.", byDefault = "false") boolean open,
            @Setting("A channel.") Optional<Channel> channel) {}

    /** What only one unit of an account may have. */
    @OncePerAccount("a channel")
    public record Channel(@Setting("Id of the channel.") String id) {}

    /** What a sample unit publishes. */
    public record SampleOutputs(String name) {}

    /** All of them. */
    static List<Kind<?, ?>> all() {
        return List.of(KmsUnit.KIND, NetworkUnit.KIND, SAMPLE, GLOBAL);
    }

    private static Kind<SampleSettings, SampleOutputs> kind(String name, Scope scope) {
        return new Kind<>(
                name, scope, "sample", SampleSettings.class, SampleKinds::outputs, (app, context, settings, wiring) -> {
                    throw new AssertionError("no stack is built to read settings");
                });
    }

    private static SampleOutputs outputs(SampleSettings settings, OutputSource from) {
        return new SampleOutputs(from.value("name", Shape.NAME, "Its name."));
    }
}
