package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.HclParser;
import groundplan.hcl.SourceText;
import groundplan.json.TerraformJson;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the documentation of Terraform says of arguments that are written as blocks; the AWS provider plans the result in nightly tests. */
class AttributeBlocksTest {
    private static final List<String> OF_A_ROUTE = List.of(
            "carrier_gateway_id",
            "cidr_block",
            "core_network_arn",
            "destination_prefix_list_id",
            "egress_only_gateway_id",
            "gateway_id",
            "ipv6_cidr_block",
            "local_gateway_id",
            "nat_gateway_id",
            "network_interface_id",
            "transit_gateway_id",
            "vpc_endpoint_id",
            "vpc_peering_connection_id");

    @Test
    void whatABlockLeavesOutIsNull() {
        ObjectNode table = resource(
                """
                resource "aws_route_table" "r" {
                  vpc_id = "vpc"
                  route {
                    cidr_block = "0.0.0.0/0"
                    gateway_id = "igw"
                  }
                  route {
                    ipv6_cidr_block        = "::/0"
                    egress_only_gateway_id = "eigw"
                  }
                }
                """);
        assertEquals(2, table.path("route").size());
        table.path("route").forEach(route -> {
            SortedSet<String> names = new TreeSet<>();
            route.fieldNames().forEachRemaining(names::add);
            assertEquals(new TreeSet<>(OF_A_ROUTE), names);
        });
        assertEquals("igw", table.at("/route/0/gateway_id").asText());
        assertEquals(true, table.at("/route/0/nat_gateway_id").isNull());
    }

    /** A list beside a dynamic block would be all that there is. */
    @Test
    void besideADynamicBlockBothAreKept() {
        ObjectNode table = resource(
                """
                resource "aws_route_table" "r" {
                  vpc_id = "vpc"
                  route {
                    cidr_block = "0.0.0.0/0"
                  }
                  dynamic "route" {
                    for_each = var.others
                    content {
                      cidr_block = route.value
                    }
                  }
                }
                """);
        assertEquals(false, table.has("route"));
        assertEquals("${var.others}", table.at("/dynamic/route/0/for_each").asText());
        assertEquals("[true]", table.at("/dynamic/route/1/for_each").toString());
        assertEquals(
                "0.0.0.0/0", table.at("/dynamic/route/1/content/cidr_block").asText());
    }

    private static ObjectNode resource(String text) {
        ObjectNode module = TerraformJson.object();
        ModuleJson.add(HclParser.body(SourceText.of("main.tf", text)), module);
        return (ObjectNode) module.at("/resource/aws_route_table/r");
    }
}
