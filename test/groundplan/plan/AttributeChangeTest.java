package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.AttributePath;
import groundplan.json.TerraformJson;
import groundplan.redact.Redactor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeChangeTest {
    @Test
    void onlyWhatChangesIsListedByItsPath() {
        List<AttributeChange> found = of(
                TerraformJson.read(
                        """
        {"before": {"name": "a", "size": 1, "rule": [{"port": 80, "cidr": "x"}]},
         "after": {"name": "a", "size": 2, "rule": [{"port": 443, "cidr": "x"}]}, "after_unknown": {}}"""));
        assertEquals(
                List.of(
                        new AttributeChange(AttributePath.parse("rule[0].port"), "80", "443", false),
                        new AttributeChange(AttributePath.parse("size"), "1", "2", false)),
                found);
    }

    /** As many as before, of which one was replaced and the others have only moved. */
    @Test
    void blocksWithoutPlacesAreMatched() {
        List<AttributeChange> found = of(
                TerraformJson.read(
                        """
        {"before": {"rule": [{"port": 22, "cidr": "y"}, {"port": 80, "cidr": "x"}, {"port": 90, "cidr": "x"}]},
         "after": {"rule": [{"port": 80, "cidr": "x"}, {"port": 90, "cidr": "x"}, {"port": 22, "cidr": "z"}]}, "after_unknown": {}}"""));
        assertEquals(
                List.of("rule[22].cidr: y -> z"),
                found.stream()
                        .flatMap(one -> one.inside().stream())
                        .map(one -> one.path() + ": " + one.before() + " -> " + one.after())
                        .toList());
    }

    @Test
    void whatIsNotKnownYetIsSaidToBe() {
        List<AttributeChange> found = of(
                TerraformJson.read(
                        """
        {"before": {"vpc_id": "vpc-1"}, "after": {}, "after_unknown": {"vpc_id": true}, "replace_paths": [["vpc_id"]]}"""));
        assertEquals(
                List.of(new AttributeChange(AttributePath.parse("vpc_id"), "vpc-1", AttributeChange.UNKNOWN, true)),
                found);
    }

    @Test
    void secretsAreHiddenWhereverTerraformMarksThem() {
        List<AttributeChange> found = of(
                TerraformJson.read(
                        """
        {"before": {"password": "canary-1", "nested": [{"token": "canary-2", "n": 1}]},
         "after": {"password": "canary-3", "nested": [{"token": "canary-4", "n": 2}]}, "after_unknown": {},
         "before_sensitive": {"password": true, "nested": [{"token": true}]},
         "after_sensitive": {"password": true, "nested": [{"token": true}]}}"""));
        assertFalse(found.toString().contains("canary"), found.toString());
        assertTrue(
                found.contains(new AttributeChange(
                        AttributePath.parse("password"), AttributeChange.SECRET, AttributeChange.SECRET, false)),
                found.toString());
        assertTrue(
                found.contains(new AttributeChange(AttributePath.parse("nested[0].n"), "1", "2", false)),
                found.toString());
    }

    @Test
    void aWholeSensitiveObjectIsHidden() {
        List<AttributeChange> found = of(
                TerraformJson.read(
                        """
        {"before": {"settings": {"a": "canary"}}, "after": {"settings": {"a": "canary2"}}, "after_unknown": {},
         "before_sensitive": {"settings": true}, "after_sensitive": {"settings": true}}"""));
        assertEquals(
                List.of(new AttributeChange(
                        AttributePath.parse("settings"), AttributeChange.SECRET, AttributeChange.SECRET, false)),
                found);
    }

    @Test
    void anEmptyListWhereThereWasNothingIsNoDrift() {
        assertEquals(
                List.of(),
                drift(TerraformJson.read(
                        """
        {"before": {"tags": null, "list": null}, "after": {"tags": {}, "list": []}}""")));
    }

    private static List<AttributeChange> drift(ObjectNode change) {
        return AttributeChange.drift(change, change, Redactor.named());
    }

    private static List<AttributeChange> of(ObjectNode change) {
        return AttributeChange.of(change, change, Redactor.named());
    }
}
