package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import groundplan.catalogue.Kinds;
import groundplan.json.TerraformJson;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema that editors check settings files with says what the reader says. */
class SettingsSchemaTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(SettingsSchema.of(Kinds.all()));

    @Test
    void theCommittedSchemaIsTheGeneratedOne() {
        String committed = Repository.text(Repository.root().resolve(SettingsSchema.FILE));
        assertTrue(
                TerraformJson.write(SettingsSchema.of(Kinds.all())).equals(committed),
                SettingsSchema.FILE + " is stale; run ./groundplan synth");
    }

    @Test
    void everyCommittedSettingsFileIsOfTheSchema() throws IOException {
        for (Path file : settingsFiles("environments")) {
            assertEquals(
                    List.of(), complaints(Files.readString(file)), () -> "complaints about " + Repository.shown(file));
        }
    }

    @Test
    void everyValidFixtureIsOfTheSchema() throws IOException {
        for (Path fixture : SettingsFixturesTest.validFixtures()) {
            for (Path file : settingsFiles(Repository.shown(fixture))) {
                // The kinds that only these tests know are not in the committed schema.
                assertEquals(
                        List.of(),
                        complaints(Files.readString(file).replaceAll("kind: sample-[a-z]+", "kind: dns")),
                        () -> "complaints about " + Repository.shown(file));
            }
        }
    }

    @Test
    void everyCommittedSettingsFileBeginsWithThePathOfTheSchema() {
        for (Path file : settingsFiles("environments")) {
            Path schema = file.getParent().relativize(Repository.root().resolve(SettingsSchema.FILE));
            assertEquals(
                    "# yaml-language-server: $schema=" + schema.toString().replace('\\', '/'),
                    Repository.text(file).lines().findFirst().orElse(""),
                    () -> "first line of " + Repository.shown(file));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
      unknown key at the top      | regoin: us-east-1                                  | regoin
      unknown key of a unit       | units: {network: {zoness: [a, b]}}                 | zoness
      word that is none of an enum| units: {network: {nat_gateways: many}}             | nat_gateways
      number out of range         | units: {kms: {deletion_window_in_days: 3}}         | deletion_window_in_days
      text for a number           | units: {kms: {deletion_window_in_days: ten}}       | deletion_window_in_days
      number for an account       | account_id: 123456789012                           | account_id
      text for a list             | units: {network: {zones: a}}                       | zones
      list that is too short      | units: {network: {zones: [a]}}                     | zones
      list entry twice            | units: {network: {zones: [a, a]}}                  | zones
      text of the wrong form      | region: virginia                                   | region
      name that a map has not     | units: {network: {subnets: {cidrs: {edge: {}}}}}   | cidrs
      unknown kind                | units: {data: {kind: networks}}                    | data
      unknown key of a nested unit| units: {a/network: {zoness: [a, b]}}               | zoness
      unknown key by kind         | units: {data: {kind: kms, cidr: 10.0.0.0/16}}      | cidr
      truth in other words        | state: {use_lockfile: 'yes'}                       | use_lockfile
      """)
    void itRefuses(String what, String yaml, String named) throws IOException {
        List<String> complaints = complaints(yaml);
        assertTrue(
                complaints.stream().anyMatch(complaint -> complaint.contains(named)),
                () -> what + " in '" + yaml + "': no complaint names " + named + " in " + complaints);
    }

    /** What the reader reads: beside it stand files of others, such as waivers and usage. */
    private static List<Path> settingsFiles(String folder) {
        Set<String> others = Set.of("waivers.yaml", "usage.yaml", "allowances.yaml", "imports.yaml", "drift.yaml");
        return Repository.files(folder, ".yaml").stream()
                .filter(file -> !others.contains(file.getFileName().toString()))
                .toList();
    }

    private static List<String> complaints(String yaml) throws IOException {
        JsonNode document = YAML.readTree(yaml);
        List<String> complaints = new ArrayList<>();
        if (!document.isMissingNode() && !document.isNull()) {
            SCHEMA.validate(document).stream().map(ValidationMessage::toString).forEach(complaints::add);
        }
        return complaints;
    }
}
