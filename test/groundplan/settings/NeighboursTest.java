package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.kernel.Kind;
import groundplan.kernel.OtherEnvironments;
import groundplan.kernel.Scope;
import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which states of other environments a permissions boundary leaves readable. */
class NeighboursTest {
    private static final String STATES = "arn:aws:s3:::shop-states/";

    @TempDir
    private Path root;

    @Test
    void whatNoUnitReadsIsDeniedAsAWhole() throws Exception {
        environment("dev", "");
        environment("prod", "");
        assertEquals(
                new OtherEnvironments(List.of("prod"), List.of(STATES + "prod/*"), List.of(STATES + "prod/*")),
                others("dev"));
    }

    @Test
    void aUnitThatIsReadStaysReadableAndThoseBesideAboveAndBelowItDoNot() throws Exception {
        environment("dev", "  pay: {kind: sample}\n  pay/db: {kind: sample}\n  pay/db/old: {kind: sample}\n");
        environment("prod", "  shop: {kind: sample, next: dev/us-east-1/pay/db}\n");
        assertEquals(
                List.of(
                        STATES + "dev/groundplan-*",
                        STATES + "dev/_global/*",
                        STATES + "dev/us-east-1/pay/db/old/*",
                        STATES + "dev/us-east-1/pay/terraform.tfstate*"),
                others("prod").unread());
        assertEquals(List.of(STATES + "dev/*"), others("prod").states());
        assertEquals(List.of(STATES + "prod/*"), others("dev").unread());
    }

    @Test
    void environmentsOfOtherAccountsAreNoneOfItsBusiness() throws Exception {
        environment("dev", "");
        environment("prod", "");
        Files.writeString(
                root.resolve("environments/shop/prod/environment.yaml"),
                "account_id: \"210987654321\"\nstate: {bucket: shop-prod, owner: prod}\n");
        assertEquals(OtherEnvironments.NONE, others("dev"));
    }

    private void environment(String name, String units) throws IOException {
        Path system = root.resolve("environments/shop");
        Files.createDirectories(system.resolve(name));
        Files.writeString(
                system.resolve("system.yaml"),
                "account_id: \"123456789012\"\nregion: us-east-1\nstate: {bucket: shop-states, lock_table: locks, owner: dev}\n"
                        + "units:\n  boundary: {kind: sample-global}\n");
        Files.writeString(
                system.resolve(name + "/environment.yaml"), units.isEmpty() ? "units: {}\n" : "units:\n" + units);
    }

    private OtherEnvironments others(String environment) throws InvalidSettings {
        List<Kind<?, ?>> kinds = new ArrayList<>();
        SampleKinds.all().forEach(kind -> kinds.add(kind.scope() == Scope.GLOBAL ? kind.makingBoundary() : kind));
        return SettingsTree.read(root, kinds).stream()
                .filter(one -> one.name().equals(environment))
                .flatMap(one -> one.units().stream())
                .filter(unit -> unit.path().region().equals(UnitPath.GLOBAL))
                .findFirst()
                .orElseThrow()
                .others();
    }
}
