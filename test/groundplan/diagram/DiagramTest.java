package groundplan.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is read off the documents of two units that refer to each other. */
class DiagramTest {
    private static final String LOOKUP =
            """
      "data": {"terraform_remote_state": {"data": {"config": {"bucket": "states", "key": "dev/eu-west-1/data"}}}},""";
    private static final String DATA =
            """
      {
        "terraform": {"backend": {"s3": {"bucket": "states", "key": "dev/eu-west-1/data"}}},
        "provider": {"aws": [{"region": "eu-west-1"}, {"alias": "far", "region": "eu-central-1"}]},
        "output": {
          "host": {"value": "${aws_db_instance.main.address}"},
          "buckets": {"value": {"in": "${aws_s3_bucket.in.bucket}", "out": "${aws_s3_bucket.out.bucket}"}}
        },
        "resource": {
          "aws_db_instance": {"main": {"identifier": "shop-db", "engine": "postgres", "engine_version": "16",
            "instance_class": "db.t3.micro", "multi_az": true, "allocated_storage": 20, "backup_retention_period": 7}},
          "aws_s3_bucket": {"in": {"bucket": "shop-in"}, "out": {"bucket": "shop-out"}, "spare": {"bucket": "shop-spare"},
            "copy": {"bucket": "shop-out-copy", "provider": "aws.far"}},
          "aws_s3_bucket_replication_configuration": {"out": {"bucket": "${aws_s3_bucket.out.bucket}",
            "rule": [{"destination": {"bucket": "${aws_s3_bucket.copy.arn}"}}]}}
        }
      }
      """;

    @Test
    void aReferenceLeadsThroughAnOutputToTheResourceBehindIt() {
        Diagram diagram = drawn(services(
                "a",
                "${data.terraform_remote_state.data.outputs.host} "
                        + "${data.terraform_remote_state.data.outputs.buckets.out}"));
        assertEquals(List.of("a -> shop-db", "a -> shop-out", "shop-out -> shop-out-copy: replicates"), edges(diagram));
    }

    @Test
    void aReferenceToAWholeMapLeadsToAllThatIsInIt() {
        assertEquals(
                List.of("a -> shop-in", "a -> shop-out", "shop-out -> shop-out-copy: replicates"),
                edges(drawn(services("a", "${data.terraform_remote_state.data.outputs.buckets}"))));
    }

    @Test
    void everyStoreIsDrawnWhetherOrNotSomethingUsesIt() {
        assertEquals(
                List.of("a", "shop-db", "shop-in", "shop-out", "shop-out-copy", "shop-spare"),
                all(drawn(services("a", "nothing"))));
    }

    @Test
    void aResourceStandsInTheRegionOfItsProvider() {
        Box far = drawn(services("a", "nothing")).boxes().stream()
                .filter(box -> box.label().equals("Region eu-central-1"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("shop-out-copy"),
                far.elements().stream().map(Element::title).toList());
    }

    @Test
    void servicesThatUseTheSameStoresHaveOneEdgeToEach() {
        String host = "${data.terraform_remote_state.data.outputs.host}";
        String in = "${data.terraform_remote_state.data.outputs.buckets.in}";
        Diagram diagram = drawn(services("a", host + in, "b", host + in, "c", in, "d", "nothing"));
        assertEquals(
                List.of(
                        "2 services with the same stores -> shop-db",
                        "2 services with the same stores -> shop-in",
                        "c -> shop-in",
                        "shop-out -> shop-out-copy: replicates"),
                edges(diagram));
        assertTrue(all(diagram).containsAll(List.of("a", "b", "c", "d")), () -> all(diagram)
                .toString());
    }

    @Test
    void whatAllServicesUseIsAnEdgeOfTheirCluster() {
        String host = "${data.terraform_remote_state.data.outputs.host}";
        assertEquals(
                List.of("ECS cluster shop -> shop-db", "shop-out -> shop-out-copy: replicates"),
                edges(drawn(services("a", host, "b", host))));
    }

    @Test
    void whoMayPassARoleOnIsNotTheServiceThatHasIt() {
        String services = services("a", "nothing")
                .replace(
                        "\"resource\": {",
                        """
        "resource": {
          "aws_iam_role_policy": {
            "own": {"role": "${aws_iam_role.a.id}", "policy": "${data.terraform_remote_state.data.outputs.buckets.in}"},
            "deploy": {"role": "other", "policy": "${aws_iam_role.a.arn} ${data.terraform_remote_state.data.outputs.host}"}
          },
          "aws_iam_role": {"a": {}},""")
                .replace("\"cpu\"", "\"task_role_arn\": \"${aws_iam_role.a.arn}\", \"cpu\"");
        assertEquals(List.of("a -> shop-in", "shop-out -> shop-out-copy: replicates"), edges(drawn(services)));
    }

    @Test
    void figuresAreThoseOfTheDocuments() {
        Diagram diagram = drawn(services("a", "nothing"));
        assertEquals(
                List.of("0.5 vCPU, 1 GiB", "3 tasks, 3 of 4 Spot"),
                element(diagram, "a").details());
        assertEquals(
                List.of("postgres 16", "db.t3.micro, Multi-AZ", "20 GiB, backups 7 days"),
                element(diagram, "shop-db").details());
    }

    /** A document of services: name, and what its containers are told. */
    private static String services(String... names) {
        StringBuilder services = new StringBuilder();
        StringBuilder tasks = new StringBuilder();
        for (int i = 0; i < names.length; i += 2) {
            String comma = i == 0 ? "" : ",";
            services.append(comma)
                    .append(
                            """
          "%s": {"name": "%<s", "cluster": "${aws_ecs_cluster.main.arn}",
              "task_definition": "${aws_ecs_task_definition.%<s.arn}",
            "desired_count": 3, "capacity_provider_strategy": [{"capacity_provider": "FARGATE", "weight": 1},
              {"capacity_provider": "FARGATE_SPOT", "weight": 3}]}"""
                                    .formatted(names[i]));
            tasks.append(comma)
                    .append(("\"%s\": {\"family\": \"%<s\", \"cpu\": \"512\", \"memory\": \"1024\", "
                                    + "\"container_definitions\": \"%s\"}")
                            .formatted(names[i], names[i + 1]));
        }
        return """
        {
          "terraform": {"backend": {"s3": {"bucket": "states", "key": "dev/eu-west-1/app"}}},
          %s
          "provider": {"aws": [{"region": "eu-west-1"}]},
          "resource": {"aws_ecs_cluster": {"main": {"name": "shop"}}, "aws_ecs_service": {%s},
              "aws_ecs_task_definition": {%s}}
        }
        """
                .formatted(LOOKUP, services, tasks);
    }

    private static Diagram drawn(String services) {
        SortedMap<UnitPath, JsonNode> documents = new TreeMap<>();
        documents.put(UnitPath.parse("shop/dev/eu-west-1/app"), TerraformJson.read(services));
        documents.put(UnitPath.parse("shop/dev/eu-west-1/data"), TerraformJson.read(DATA));
        return Diagram.of("shop/dev", documents);
    }

    private static Element element(Diagram diagram, String title) {
        return diagram.elements().stream()
                .filter(one -> one.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + title + " in " + all(diagram)));
    }

    /** The names of all elements; buckets that are drawn as one are named in it. */
    private static List<String> all(Diagram diagram) {
        return diagram.elements().stream()
                .flatMap(one -> (one.kind().equals("S3 buckets") ? one.details() : List.of(one.title())).stream())
                .sorted()
                .toList();
    }

    private static List<String> edges(Diagram diagram) {
        TreeMap<String, String> names =
                new TreeMap<>(diagram.boxes().stream().collect(Collectors.toMap(Box::id, Box::label)));
        diagram.elements().forEach(one -> names.put(one.id(), one.title()));
        return diagram.edges().stream()
                .map(edge -> names.get(edge.from()) + " -> " + names.get(edge.to())
                        + (edge.labels().isEmpty() ? "" : ": " + String.join(" ", edge.labels())))
                .sorted()
                .toList();
    }
}
