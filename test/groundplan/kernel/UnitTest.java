package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.providers.aws.ssm_parameter.SsmParameter;
import groundplan.kms.KmsOutputs;
import groundplan.kms.KmsUnit;
import groundplan.network.NetworkUnit;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import groundplan.synth.Synthesis;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.constructs.Construct;

/** What every unit's stack owns, shown by a unit that somebody writes in Java against the same modules. */
class UnitTest {
    /** Settings of a unit that notes the keys of others. */
    public record NoteSettings(
            @Setting(value = "Units whose keys are noted.", byDefault = "[kms]") @Reads("kms") List<String> keys,
            @Setting(value = "What to do wrong.", byDefault = "nothing") String fault) {}

    /** What it publishes. */
    public record NoteOutputs(String noteName, Map<String, String> names) {
        static NoteOutputs of(NoteSettings settings, OutputSource from) {
            return new NoteOutputs(
                    from.value("note_name", Shape.NAME, "Name of the note."),
                    from.values(
                            "names",
                            settings.keys().stream()
                                    .map(key -> key.replace('/', '-'))
                                    .toList(),
                            Shape.NAME,
                            "Names by key."));
        }
    }

    /** Its stack. */
    private static final class NoteUnit extends Unit<NoteOutputs> {
        private final NoteSettings settings;
        private final SsmParameter note;

        NoteUnit(Construct app, UnitContext context, NoteSettings settings, Wiring wiring) {
            super(app, context, wiring);
            this.settings = settings;
            Map<String, KmsOutputs> keys = wiring.outputs(context.path(), KmsOutputs.class, settings.keys());
            this.note = note(String.join(
                    " ", keys.values().stream().map(KmsOutputs::dataKeyArn).toList()));
            if (settings.fault().equals("same address")) {
                note("again");
            }
        }

        private SsmParameter note(String value) {
            return add("note", (scope, id) -> SsmParameter.Builder.create(scope, id)
                    .name("/note")
                    .type("String")
                    .value(value)
                    .build());
        }

        @Override
        public NoteOutputs outputs() {
            Map<String, String> names = new TreeMap<>();
            settings.keys().forEach(key -> names.put(key.replace('/', '-'), note.getName()));
            return new NoteOutputs(note.getName(), settings.fault().equals("missing output") ? Map.of() : names);
        }
    }

    private static final Kind<NoteSettings, NoteOutputs> NOTE =
            new Kind<>("note", Scope.REGIONAL, "notes keys", NoteSettings.class, NoteOutputs::of, NoteUnit::new);

    @TempDir
    Path folder;

    @Test
    void anAddressIsTypeAndNameWithoutAHash() throws Exception {
        assertTrue(note("fault: nothing").at("/resource/aws_ssm_parameter").has("note"), "aws_ssm_parameter.note");
    }

    @Test
    void itOwnsTheProviderWithAccountTagsAndVersions() throws Exception {
        JsonNode document = note("fault: nothing");
        JsonNode provider = document.at("/provider/aws/0");
        assertEquals("[\"123456789012\"]", provider.path("allowed_account_ids").toString(), "allowed_account_ids");
        assertEquals(
                "{\"Environment\":\"dev\",\"ManagedBy\":\"terraform\",\"Project\":\"shop\"}",
                provider.at("/default_tags/0/tags").toString(),
                "default_tags");
        assertEquals(
                Unit.PROVIDER_VERSION + " " + Unit.TERRAFORM_VERSION,
                document.at("/terraform/required_providers/aws/version").asText() + " "
                        + document.at("/terraform/required_version").asText());
        assertEquals(
                "[\"s3\"]",
                names(document.at("/terraform/backend")),
                "backends: a local one would hold a path of this machine");
    }

    @Test
    void aValueOfAnotherUnitIsAReferenceToItsState() throws Exception {
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                note("fault: nothing")
                        .at("/resource/aws_ssm_parameter/note/value")
                        .asText());
    }

    @Test
    void aUnitThatIsNamedInTwoWaysIsLookedUpOnce() throws Exception {
        JsonNode document = note("keys: [kms, us-east-1/kms]");
        assertEquals("[\"kms\"]", names(document.at("/data/terraform_remote_state")));
    }

    @Test
    void aCollisionOfAddressesIsAnError() {
        String message =
                assertThrows(Exception.class, () -> note("fault: same address")).getMessage();
        assertTrue(message.contains("units.note: two resources of type SsmParameter would be called 'note'"), message);
    }

    @Test
    void outputsThatAreDeclaredAndNotPublishedAreAnError() {
        String message = assertThrows(Exception.class, () -> note("fault: missing output"))
                .getMessage();
        assertTrue(message.contains("declares the outputs [note_name, names] and publishes [note_name]"), message);
    }

    @Test
    void outputsPassTheirDescriptionOn() throws Exception {
        assertEquals(
                "Name of the note.",
                note("fault: nothing").at("/output/note_name/description").asText());
    }

    private JsonNode note(String settings) throws Exception {
        TempProject shop = TempProject.shop(folder).with(TempProject.DEV, "units:\n  note:\n    " + settings + "\n");
        List<Kind<?, ?>> kinds = List.of(KmsUnit.KIND, NetworkUnit.KIND, NOTE);
        List<UnitModel<?, ?>> units = new ArrayList<>();
        for (EnvironmentModel environment : SettingsTree.read(shop.root(), kinds)) {
            environment.units().stream()
                    .filter(unit -> unit.path().unit().equals("note"))
                    .forEach(units::add);
        }
        return new Synthesis(folder.resolve("cache"), true, unit -> {})
                .of(units)
                .get(0)
                .json();
    }

    private static String names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> names.add('"' + name + '"'));
        return names.toString();
    }
}
