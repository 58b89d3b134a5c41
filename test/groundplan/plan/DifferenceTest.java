package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.synth.TerraformJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void onlyWhatChangesIsListedByItsPath() {
    List<Difference> found = of(TerraformJson.read("""
        {"before": {"name": "a", "size": 1, "rule": [{"port": 80, "cidr": "x"}]},
         "after": {"name": "a", "size": 2, "rule": [{"port": 443, "cidr": "x"}]}, "after_unknown": {}}"""));
    assertEquals(List.of(new Difference("rule[0].port", "80", "443", false), new Difference("size", "1", "2", false)),
        found);
  }

  @Test
  void whatIsNotKnownYetIsSaidToBe() {
    List<Difference> found = of(TerraformJson.read("""
        {"before": {"vpc_id": "vpc-1"}, "after": {}, "after_unknown": {"vpc_id": true}, "replace_paths": [["vpc_id"]]}"""));
    assertEquals(List.of(new Difference("vpc_id", "vpc-1", Difference.UNKNOWN, true)), found);
  }

  @Test
  void secretsAreHiddenWhereverTerraformMarksThem() {
    List<Difference> found = of(TerraformJson.read("""
        {"before": {"password": "canary-1", "nested": [{"token": "canary-2", "n": 1}]},
         "after": {"password": "canary-3", "nested": [{"token": "canary-4", "n": 2}]}, "after_unknown": {},
         "before_sensitive": {"password": true, "nested": [{"token": true}]},
         "after_sensitive": {"password": true, "nested": [{"token": true}]}}"""));
    assertFalse(found.toString().contains("canary"), found.toString());
    assertTrue(found.contains(new Difference("password", Difference.SECRET, Difference.SECRET, false)), found.toString());
    assertTrue(found.contains(new Difference("nested[0].n", "1", "2", false)), found.toString());
  }

  @Test
  void aWholeSensitiveObjectIsHidden() {
    List<Difference> found = of(TerraformJson.read("""
        {"before": {"settings": {"a": "canary"}}, "after": {"settings": {"a": "canary2"}}, "after_unknown": {},
         "before_sensitive": {"settings": true}, "after_sensitive": {"settings": true}}"""));
    assertEquals(List.of(new Difference("settings", Difference.SECRET, Difference.SECRET, false)), found);
  }

  @Test
  void anEmptyListWhereThereWasNothingIsNoDrift() {
    assertEquals(List.of(), drift(TerraformJson.read("""
        {"before": {"tags": null, "list": null}, "after": {"tags": {}, "list": []}}""")));
  }

  private static List<Difference> drift(ObjectNode change) {
    return Difference.drift(change, change);
  }

  private static List<Difference> of(ObjectNode change) {
    return Difference.of(change, change);
  }
}
