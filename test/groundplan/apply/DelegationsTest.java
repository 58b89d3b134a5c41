package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.settings.UnitModel;
import groundplan.states.StateFile;
import groundplan.states.States;
import groundplan.testing.DnsStandIn;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates whose zone nobody has delegated. */
class DelegationsTest {
    private static final String ZONE = "dev/_global/dns/terraform.tfstate";
    private static final String SERVERS =
            "{\"outputs\": {\"name_servers\": {\"value\": \"ns-1.awsdns-01.org,NS-2.awsdns-02.net.\", \"type\": \"string\"}}}";

    @TempDir
    static Path folder;

    private static Map<String, UnitModel<?, ?>> units;

    private final DnsStandIn dns = new DnsStandIn();
    private final Map<String, String> applied = new TreeMap<>();

    @BeforeAll
    static void anEnvironment() {
        units = new TreeMap<>();
        TempProject.shop(folder)
                .with(
                        TempProject.DEV,
                        """
          units:
            dns: {zone_name: shop.example.com}
            certificate: {domain_name: shop.example.com, subject_alternative_names: [www.shop.example.com], dns: dns}
            again: {kind: certificate, domain_name: shop.example.com, validated_by: certificate}
            elsewhere: {kind: certificate, domain_name: other.example.com}
          """)
                .environments()
                .get(0)
                .units()
                .forEach(unit -> units.put(unit.path().unit(), unit));
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void aZoneThatNobodyHasDelegatedIsNamedWithTheRecordsToEnter() {
        assertEquals(
                "shop.example.com is not delegated yet: in the parent zone or at the registrar, enter as its NS records the output"
                        + " name_servers of shop/dev/_global/dns; then run the same command again",
                missing("certificate").orElseThrow());
        applied.put(ZONE, SERVERS);
        String why = missing("certificate").orElseThrow();
        assertTrue(why.contains("enter as its NS records ns-1.awsdns-01.org, ns-2.awsdns-02.net; then"), why);
        assertEquals(Optional.of(why), missing("again"), "it is validated by the first");
    }

    @Test
    void aZoneThatIsDelegatedElsewhereWouldNotValidateEither() {
        applied.put(ZONE, SERVERS);
        dns.with("shop.example.com", "ns-9.former.example");
        String why = missing("certificate").orElseThrow();
        assertTrue(why.startsWith("shop.example.com is delegated to other name servers (ns-9.former.example): "), why);
    }

    @Test
    void whatIsDelegatedOrAppliedOrHasNoZoneDoesNotWait() {
        assertEquals(Optional.empty(), missing("dns"), "the zone itself");
        assertEquals(Optional.empty(), missing("elsewhere"), "its DNS is managed elsewhere");
        applied.put(ZONE, SERVERS);
        dns.with("shop.example.com", "ns-2.awsdns-02.net", "ns-1.awsdns-01.org");
        assertEquals(Optional.empty(), missing("certificate"));
    }

    @Test
    void aCertificateThatExistsIsNotHeldBack() {
        applied.put(
                "dev/us-east-1/certificate/terraform.tfstate",
                "{\"outputs\": {\"certificate_arn\": {\"value\": \"arn\", \"type\": \"string\"}}}");
        assertEquals(Optional.empty(), missing("certificate"));
    }

    @Test
    void whereDnsCannotBeAskedNothingIsHeldBack() {
        String address = dns.address();
        dns.close();
        assertEquals(
                Optional.empty(),
                new Delegations(new NameServers(Optional.of(address)), states()).missing(units.get("certificate")));
    }

    private Optional<String> missing(String unit) {
        return new Delegations(new NameServers(Optional.of(dns.address())), states()).missing(units.get(unit));
    }

    private States states() {
        return prefix -> {
            TreeMap<String, StateFile> found = new TreeMap<>();
            applied.forEach((key, text) -> {
                if (key.startsWith(prefix)) {
                    found.put(
                            key,
                            StateFile.parse(
                                    key,
                                    text.replaceFirst(
                                            "\\{",
                                            "{\"version\": 4, \"serial\": 1, \"lineage\": \"a\", \"resources\": [], ")));
                }
            });
            return found;
        };
    }
}
