package groundplan.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as Terraform 1.11 writes them in its JSON of a plan. */
class ResourceAddressTest {
    @Test
    void aKeyMayHaveDotsAndBrackets() {
        ResourceAddress address = ResourceAddress.parse(
                "module.shop_dev.module.zone[\"x.y\"].aws_route53_record.main[\"a.b[0].\\\"c\\\"\"]");
        assertEquals(Optional.of("module.shop_dev"), address.module());
        assertEquals(List.of("module.shop_dev", "module.zone[\"x.y\"]"), address.modules());
        assertEquals("aws_route53_record", address.type());
        assertEquals("main", address.name());
        assertEquals(Optional.of("\"a.b[0].\\\"c\\\"\""), address.key());
        assertEquals("aws_route53_record.main", address.resource());
        assertEquals(
                "module.zone[\"x.y\"].aws_route53_record.main[\"a.b[0].\\\"c\\\"\"]",
                address.inside().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_vpc.main",
                "aws_subnet.main[0]",
                "data.aws_ami.main",
                "ephemeral.random_password.p[\"module.x.\"]",
                "module.a.aws_vpc.main",
                "module.a[1].module.b[\"]\"].data.aws_ami.main[\"x.y\"]",
                "kubernetes_manifest.m[\"apps/v1.Deployment\"]"
            })
    void anAddressIsWrittenAsItWasRead(String text) {
        assertEquals(text, ResourceAddress.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "aws_vpc", "module.a", "aws_vpc.main[x]", "aws_vpc.main[\"x]", "aws_vpc.main.id", "a b.c"})
    void whatIsNoAddressIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ResourceAddress.parse(text));
    }

    @Test
    void aLongKeyIsNoTrouble() {
        String key = "\"" + "a.\\\"".repeat(20_000) + "\"";
        assertEquals(Optional.of(key), ResourceAddress.parse("a.b[" + key + "]").key());
    }
}
