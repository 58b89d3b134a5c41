package groundplan.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.picture.MermaidText;
import groundplan.picture.SvgDrawing;
import groundplan.testing.Diagrams;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every environment can be drawn, whole; and the drawings in the documents are those of the settings. */
class CommittedDiagramsTest {
    private static final Set<String> DRAWN = Set.of(
            "aws_ecs_service",
            "aws_apigatewayv2_api",
            "aws_db_instance",
            "aws_rds_cluster",
            "aws_rds_cluster_instance",
            "aws_rds_global_cluster",
            "aws_elasticache_replication_group",
            "aws_s3_bucket",
            "aws_efs_file_system",
            "aws_lb",
            "aws_cloudfront_distribution",
            "aws_wafv2_web_acl",
            "aws_amplify_app",
            "aws_route53_zone",
            "aws_nat_gateway",
            "aws_secretsmanager_secret",
            "aws_ecr_repository",
            "aws_sns_topic",
            "aws_cloudtrail",
            "aws_backup_vault",
            "aws_kms_key",
            "aws_vpc_endpoint",
            "aws_db_instance_automated_backups_replication");
    private static final Pattern OUTSIDE =
            Pattern.compile("href=|url\\((?!#)|<script|@import|http(?!://www\\.w3\\.org/2000/svg)s?://");

    static Stream<String> environments() {
        return Diagrams.environments();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void nothingIsLeftOutAndNothingInvented(String environment) {
        Set<String> declared = new TreeSet<>();
        Set<String> everything = new TreeSet<>();
        Diagrams.documents(environment).forEach((unit, document) -> document.path("resource")
                .properties()
                .forEach(type -> type.getValue().properties().forEach(resource -> {
                    String id = unit.region() + "/" + unit.unit() + "/" + type.getKey() + "." + resource.getKey();
                    everything.add(id);
                    if (DRAWN.contains(type.getKey()) || isParameter(type.getKey(), resource.getValue())) {
                        declared.add(id);
                    }
                })));
        List<String> shown = diagram(environment).elements().stream()
                .flatMap(one -> one.resources().stream())
                .toList();
        assertEquals(
                List.copyOf(new TreeSet<>(shown)), shown.stream().sorted().toList(), "each resource is drawn once");
        assertEquals(Set.of(), difference(declared, shown), "resources that are not drawn");
        assertEquals(Set.of(), difference(shown, everything), "resources that are drawn and not declared");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyEdgeHasTwoEnds(String environment) {
        Diagram diagram = diagram(environment);
        Set<String> ends = Stream.concat(
                        diagram.boxes().stream().map(Box::id),
                        diagram.elements().stream().map(Element::id))
                .collect(Collectors.toSet());
        List<Edge> loose = diagram.edges().stream()
                .filter(edge -> !ends.contains(edge.from()) || !ends.contains(edge.to()))
                .toList();
        assertEquals(List.of(), loose);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyServiceUsesSomething(String environment) {
        Diagram diagram = diagram(environment);
        Set<String> starts = diagram.edges().stream().map(Edge::from).collect(Collectors.toSet());
        diagram.boxes().stream().filter(box -> box.place() == Box.Place.cluster).forEach(cluster -> {
            Set<String> idle = cluster.elements().stream()
                    .map(Element::id)
                    .filter(id -> !starts.contains(id))
                    .collect(Collectors.toSet());
            assertTrue(
                    idle.isEmpty() || starts.contains(cluster.id()),
                    () -> environment + ": services that use nothing: " + idle);
        });
    }

    static Stream<String> committed() {
        return Diagrams.COMMITTED.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("committed")
    void theCommittedDrawingsAreThoseOfTheSettings(String file) {
        String environment = Diagrams.COMMITTED.get(file);
        String again = "; ./groundplan graph " + environment + " --format <format> --out <file> writes it";
        assertEquals(SvgDrawing.of(diagram(environment)), text(file + ".svg"), () -> file + ".svg" + again);
        if (file.startsWith("docs/systems/")) {
            assertEquals(MermaidText.of(diagram(environment)), text(file + ".mmd"), () -> file + ".mmd" + again);
        }
    }

    @Test
    void everyCommittedDrawingIsChecked() throws IOException {
        Set<String> files = new TreeSet<>();
        for (Path file : Repository.files("docs", ".svg")) {
            files.add(Repository.shown(file).replaceFirst("\\.svg$", ""));
        }
        assertEquals(Diagrams.COMMITTED.keySet(), files);
    }

    @ParameterizedTest
    @MethodSource("committed")
    void aDrawingRefersToNothingOutside(String file) {
        String svg = text(file + ".svg");
        assertEquals(
                List.of(),
                OUTSIDE.matcher(svg).results().map(found -> found.group()).toList());
        assertTrue(svg.contains(">" + Diagrams.COMMITTED.get(file) + "</title>"), file);
    }

    @ParameterizedTest
    @MethodSource("committed")
    void theSmallestTextIsLegibleOnAPageOf1600Pixels(String file) {
        String svg = text(file + ".svg");
        double width = numbers(svg, "<svg[^>]* width=\"([0-9.]+)\"").findFirst().orElseThrow();
        double smallest = numbers(svg, "font-size=\"([0-9.]+)\"").min().orElseThrow();
        double shown = smallest * Math.min(1, 1600 / width);
        assertTrue(shown >= 11, () -> file + " has text of " + shown + " pixels on a page of 1600");
    }

    @ParameterizedTest
    @MethodSource("committed")
    void everyColourHasAnotherOneForADarkPage(String file) {
        String svg = text(file + ".svg");
        String[] modes = svg.split("@media \\(prefers-color-scheme: dark\\)");
        assertEquals(2, modes.length, file);
        assertEquals(List.of(), matches(svg, "(?:fill|stroke)=\"(#[0-9a-f]+)\"").toList(), "fixed colours");
        Set<String> used =
                matches(svg, "<(?:rect|path|text) class=\"([a-z-]+)\"").collect(Collectors.toSet());
        assertTrue(used.contains("title"), used::toString);
        for (String mode : modes) {
            Set<String> styled = matches(mode, "\\.drawing \\.([a-z-]+) \\{").collect(Collectors.toSet());
            assertEquals(Set.of(), difference(used, styled), "classes without a colour");
        }
    }

    private static Stream<String> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    private static DoubleStream numbers(String text, String pattern) {
        return matches(text, pattern).mapToDouble(Double::parseDouble);
    }

    /** A function keeps it in Terraform's place. */
    private static boolean isParameter(String type, JsonNode resource) {
        return type.equals("aws_lambda_invocation")
                && resource.path("input").asText().contains("\"Step\":\"keep\"");
    }

    private static String text(String file) {
        return Repository.text(Repository.root().resolve(Path.of(file)));
    }

    private static Diagram diagram(String environment) {
        return Diagrams.of(environment);
    }

    private static Set<String> difference(java.util.Collection<String> all, java.util.Collection<String> without) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(new TreeSet<>(without));
        return rest;
    }
}
