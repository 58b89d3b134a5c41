package groundplan.cloudfront;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The names under which the committed distributions call their load balancers and are called themselves. */
class OriginNamesTest {

    @Test
    @DisplayName("row 60: a load balancer is called by a name that leads to it and that its certificate covers")
    void namesOfOriginsLeadToLoadBalancers() {
        List<String> problems = new ArrayList<>();
        int looked = 0;
        for (UnitDocument document : distributions()) {
            Map<String, Set<String>> known = known(document);
            for (JsonNode origin : document.json().at("/resource/aws_cloudfront_distribution/main/origin")) {
                String name = origin.path("domain_name").asText();
                if (origin.has("custom_origin_config") && !name.contains("${")) {
                    looked++;
                    if (!known.get("records").contains(name)) {
                        problems.add(document.unit().path() + " calls " + name + ", which leads to no load balancer");
                    }
                    uncovered(document, name, known, problems);
                }
            }
        }
        assertTrue(looked > 0, "no distribution calls a load balancer");
        assertEquals(List.of(), problems);
    }

    @Test
    @DisplayName("row 59: a distribution's names are those of its certificate")
    void aliasesAreCovered() {
        List<String> problems = new ArrayList<>();
        for (UnitDocument document : distributions()) {
            document.json()
                    .at("/resource/aws_cloudfront_distribution/main/aliases")
                    .forEach(alias -> uncovered(document, alias.asText(), known(document), problems));
        }
        assertEquals(List.of(), problems);
    }

    private static void uncovered(
            UnitDocument document, String name, Map<String, Set<String>> known, List<String> problems) {
        String wildcard = "*" + name.substring(name.indexOf('.'));
        if (!known.get("certificates").contains(name)
                && !known.get("certificates").contains(wildcard)) {
            problems.add(document.unit().path() + ": no certificate of the environment covers " + name);
        }
    }

    /** The environment's names that lead to load balancers, and those on its certificates. */
    private static Map<String, Set<String>> known(UnitDocument reader) {
        Map<String, Set<String>> known =
                new TreeMap<>(Map.of("records", new HashSet<>(), "certificates", new HashSet<>()));
        for (UnitDocument document : FullSynthesis.documents()) {
            if (document.unit().path().system().equals(reader.unit().path().system())
                    && document.unit()
                            .path()
                            .environment()
                            .equals(reader.unit().path().environment())) {
                JsonNode resources = document.json().path("resource");
                resources.path("aws_route53_record").forEach(record -> {
                    if (record.at("/alias/name").asText().startsWith("${aws_lb.")) {
                        known.get("records").add(record.path("name").asText());
                    }
                });
                resources.path("aws_acm_certificate").forEach(certificate -> {
                    known.get("certificates")
                            .add(certificate.path("domain_name").asText());
                    certificate.path("subject_alternative_names").forEach(name -> known.get("certificates")
                            .add(name.asText()));
                });
            }
        }
        return known;
    }

    private static List<UnitDocument> distributions() {
        return FullSynthesis.documents().stream()
                .filter(document -> document.unit().kind().name().equals("cloudfront"))
                .toList();
    }
}
