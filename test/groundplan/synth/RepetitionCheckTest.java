package groundplan.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hashicorp.cdktf.providers.aws.ssm_parameter.SsmParameter;
import groundplan.kernel.Kind;
import groundplan.kernel.OutputSource;
import groundplan.kernel.Reads;
import groundplan.kernel.Scope;
import groundplan.kernel.Setting;
import groundplan.kernel.Shape;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.kms.KmsUnit;
import groundplan.network.NetworkUnit;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Problem;
import groundplan.settings.SettingsTree;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.constructs.Construct;

/** A unit that somebody writes in Java and that repeats over what another unit publishes. */
class RepetitionCheckTest {
    /** Settings of a unit that copies notes. */
    public record CopiesSettings(
            @Setting(value = "Unit whose key is noted.", byDefault = "kms") @Reads("kms") String key,
            @Setting(value = "How the copies are counted.", byDefault = "by hand") String way) {}

    /** What it publishes. */
    public record CopiesOutputs(String noteName) {
        static CopiesOutputs of(CopiesSettings settings, OutputSource from) {
            return new CopiesOutputs(from.value("note_name", Shape.NAME, "Name of the note."));
        }
    }

    /** Its stack. */
    private static final class CopiesUnit extends Unit<CopiesOutputs> {
        private final SsmParameter note;

        CopiesUnit(Construct app, UnitContext context, CopiesSettings settings, Wiring wiring) {
            super(app, context, wiring);
            String key = wiring.outputs(context.path(), KmsOutputs.class, settings.key())
                    .dataKeyArn();
            this.note = add("note", (scope, id) -> SsmParameter.Builder.create(scope, id)
                    .name("/note")
                    .type("String")
                    .value(key)
                    .description("nobody else's")
                    .build());
            String inside = key.substring(2, key.length() - 1);
            switch (settings.way()) {
                case "count" -> note.addOverride("count", "${length(" + inside + ")}");
                case "for_each" -> note.addOverride("for_each", "${toset([" + inside + "])}");
                case "local" -> {
                    addOverride(
                            "locals",
                            Map.of("all", "${split(\":\", " + inside + ")}", "some", "${slice(local.all, 0, 2)}"));
                    note.addOverride("count", "${length(local.some)}");
                }
                case "variable" -> {
                    addOverride("variable.many", Map.of("type", "number"));
                    note.addOverride("count", "${var.many}");
                }
                case "module" -> {
                    addOverride("module.names", Map.of("source", "./names", "prefix", key));
                    note.addOverride("for_each", "${module.names.all}");
                }
                case "repeated module" ->
                    addOverride("module.names", Map.of("source", "./names", "count", "${length(" + inside + ")}"));
                case "data source" -> {
                    addOverride("data.aws_kms_alias.all", Map.of("name", key));
                    note.addOverride("count", "${length(data.aws_kms_alias.all.arn)}");
                }
                case "own argument" ->
                    addOverride(
                            "resource.aws_ssm_parameter.other",
                            Map.of(
                                    "count",
                                    "${length(aws_ssm_parameter.note.value)}",
                                    "name",
                                    "/other",
                                    "type",
                                    "String",
                                    "value",
                                    "x"));
                case "splat", "key", "whole object" ->
                    addOverride(
                            "resource.aws_ssm_parameter.other",
                            Map.of(
                                    "for_each",
                                    switch (settings.way()) {
                                        case "splat" -> "${toset(aws_ssm_parameter.note.*.value)}";
                                        case "key" -> "${toset([aws_ssm_parameter.note[\"value\"]])}";
                                        default -> "${aws_ssm_parameter.note}";
                                    },
                                    "name",
                                    "/other",
                                    "type",
                                    "String",
                                    "value",
                                    "x"));
                case "escaped" -> note.addOverride("count", "${length(\"$${" + inside + "}\")}");
                case "dynamic block" ->
                    note.addOverride(
                            "dynamic.timeouts", Map.of("for_each", "${[" + inside + "]}", "content", Map.of()));
                case "default" -> {
                    addOverride("variable.many", Map.of("type", "number", "default", 2));
                    note.addOverride("count", "${var.many + length(aws_ssm_parameter.note.description)}");
                }
                default -> note.addOverride("count", 2);
            }
        }

        @Override
        public CopiesOutputs outputs() {
            return new CopiesOutputs(note.getName());
        }
    }

    private static final Kind<CopiesSettings, CopiesOutputs> COPIES = new Kind<>(
            "copies", Scope.REGIONAL, "copies notes", CopiesSettings.class, CopiesOutputs::of, CopiesUnit::new);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
      count           | count of aws_ssm_parameter.note depends on data_key_arn of the unit kms.
      for_each        | for_each of aws_ssm_parameter.note depends on data_key_arn of the unit kms.
      local           | count of aws_ssm_parameter.note depends on data_key_arn of the unit kms, through local.all, through local.some.
      variable        | count of aws_ssm_parameter.note depends on a value that the caller sets, through var.many.
      module          | for_each of aws_ssm_parameter.note depends on data_key_arn of the unit kms, through module.names.
      repeated module | count of module.names depends on data_key_arn of the unit kms.
      data source     | count of aws_ssm_parameter.note depends on data_key_arn of the unit kms, through data.aws_kms_alias.all.
      own argument    | count of aws_ssm_parameter.other depends on data_key_arn of the unit kms, through aws_ssm_parameter.note.value.
      splat           | for_each of aws_ssm_parameter.other depends on data_key_arn of the unit kms, through aws_ssm_parameter.note.value.
      key             | for_each of aws_ssm_parameter.other depends on data_key_arn of the unit kms, through aws_ssm_parameter.note.value.
      whole object    | for_each of aws_ssm_parameter.other depends on data_key_arn of the unit kms, through aws_ssm_parameter.note.
      dynamic block   | for_each of aws_ssm_parameter.note, dynamic block timeouts depends on data_key_arn of the unit kms.""")
    void aNumberOfCopiesThatDependsOnAnotherUnitIsRefused(String way, String expected) {
        InvalidDocuments refused = assertThrows(InvalidDocuments.class, () -> synthesize(way));
        List<Problem> problems = refused.problems();
        assertEquals(1, problems.size(), problems::toString);
        String message = problems.get(0).toString();
        assertTrue(
                message.startsWith(
                        "environments/shop/dev/environment.yaml:2:3: units.copies: shop/dev/us-east-1/copies: "
                                + expected),
                message);
        assertTrue(message.contains("Iterate over the settings instead"), message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"by hand", "default", "escaped"})
    void aNumberThatTheUnitKnowsIsNot(String way) throws Exception {
        assertEquals(
                1,
                synthesize(way).stream()
                        .filter(document -> document.json()
                                .at("/resource/aws_ssm_parameter/note")
                                .has("count"))
                        .count(),
                way);
    }

    private List<UnitDocument> synthesize(String way) throws Exception {
        TempProject shop = TempProject.shop(folder).with(TempProject.DEV, "units:\n  copies:\n    way: " + way + "\n");
        return new Synthesis(folder.resolve("cache"), true, unit -> {})
                .of(new ArrayList<>(EnvironmentModel.units(
                        SettingsTree.read(shop.root(), List.of(KmsUnit.KIND, NetworkUnit.KIND, COPIES)))));
    }
}
