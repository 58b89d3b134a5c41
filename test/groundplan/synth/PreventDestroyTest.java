package groundplan.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.settings.UnitModel;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreventDestroyTest {
    private static final String DOCUMENT =
            """
      {"resource": {"aws_kms_key": {"data": {"lifecycle": {"ignore_changes": ["policy"]}}}, "aws_kms_alias": {"data": {}}}}""";

    @TempDir
    Path folder;

    @Test
    void anEnvironmentProtectsWhatHoldsDataInAKindOfUnit() {
        assertEquals(Set.of("aws_kms_key.data"), PreventDestroy.in(protectedBy("{kms: true}")));
        assertEquals(Set.of(), PreventDestroy.in(protectedBy("{kms: false}")));
        assertEquals(Set.of(), PreventDestroy.in(protectedBy("{network: true}")), "another kind");
    }

    @Test
    void theRestOfTheLifecycleStays() {
        ObjectNode document = protectedBy("{kms: true}");
        assertEquals(
                "{\"ignore_changes\":[\"policy\"],\"prevent_destroy\":true}",
                document.at("/resource/aws_kms_key/data/lifecycle").toString());
        PreventDestroy.lift(document, "aws_kms_key.data"::equals);
        assertEquals(TerraformJson.read(DOCUMENT), document, "lifted again");
    }

    @Test
    void itIsLiftedWhereAskedOnly() {
        ObjectNode document = protectedBy("{kms: true}");
        PreventDestroy.lift(document, "aws_kms_key.other"::equals);
        assertEquals(Set.of("aws_kms_key.data"), PreventDestroy.in(document));
    }

    private ObjectNode protectedBy(String kinds) {
        UnitModel<?, ?> kms = TempProject.shop(folder)
                .with(TempProject.DEV, "guards:\n  prevent_destroy: " + kinds + "\nunits: {}\n")
                .units()
                .stream()
                .filter(unit -> unit.kind().name().equals("kms"))
                .findFirst()
                .orElseThrow();
        ObjectNode document = TerraformJson.read(DOCUMENT);
        PreventDestroy.into(kms, document);
        return document;
    }
}
