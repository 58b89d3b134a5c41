package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.Repository;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotasTest {

    /** Figures that AWS documents, and codes as its console shows them. */
    @Test
    void theTableHasWhatAwsDocuments() {
        Map<String, String> known = Map.of(
                "vpc-elastic-ips", "ec2 L-0263D0A3 5",
                "vpcs", "vpc L-F678F1CE 5",
                "nat-gateways-per-zone", "vpc L-FE5A380F 5",
                "fargate-on-demand-vcpus", "fargate L-3032A538 6",
                "lambda-concurrent-executions", "lambda L-B99A9384 1000",
                "rds-db-instances", "rds L-7B6409FD 40",
                "iam-roles", "iam L-FE177D64 1000");
        known.forEach((name, expected) -> {
            Quota quota = Quotas.of(name);
            assertEquals(expected, quota.service() + " " + quota.code().orElse("") + " " + quota.byDefault(), name);
        });
    }

    @Test
    void everyRowIsWhole() {
        List<String> wrong = Quotas.all().values().stream()
                .filter(quota -> !quota.name().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")
                        || quota.code()
                                .filter(code -> !code.matches("L-[0-9A-F]{8}"))
                                .isPresent()
                        || quota.byDefault() < 1
                        || quota.what().isBlank()
                        || !quota.source().endsWith(".html")
                        || quota.code().isPresent() && !quota.adjustable())
                .map(Quota::name)
                .toList();
        assertEquals(List.of(), wrong);
        assertEquals(
                Quotas.all().size(),
                Quotas.all().values().stream()
                                .map(Quota::code)
                                .flatMap(java.util.Optional::stream)
                                .distinct()
                                .count()
                        + Quotas.all().values().stream()
                                .filter(quota -> quota.code().isEmpty())
                                .count(),
                "a code is of one quota");
    }

    @Test
    void thePageHasTheTable() {
        StringBuilder table = new StringBuilder("| name | default | per | service and code |\n|---|---|---|---|\n");
        Quotas.all().values().forEach(quota -> table.append("| `")
                .append(quota.name())
                .append("` | ")
                .append(quota.byDefault())
                .append(quota.adjustable() ? "" : ", fixed")
                .append(" | ")
                .append(quota.per().name().toLowerCase(java.util.Locale.ROOT))
                .append(" | ")
                .append(quota.service())
                .append(quota.code().map(code -> " " + code).orElse(""))
                .append(" |\n"));
        String page = Repository.text(Repository.root().resolve("docs/quotas.md"));
        assertEquals(
                table.toString(),
                page.substring(page.indexOf("| name |"), page.indexOf("\n\n", page.indexOf("| name |")) + 1));
    }
}
