package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Looks for secret values in a Terraform state. */
public final class StateSecrets {
  /** Attributes that hold a secret whenever they hold anything. */
  private static final Pattern SECRET_ATTRIBUTE = Pattern.compile("(?:master_|user_|admin_)?password|passwords|auth_token|secret_string"
      + "|secret_binary|private_key(?:_pem)?|secret|secret_access_key|value_wo|secret_string_wo|certificate_private_key");

  private static final Pattern CREDENTIAL = Pattern.compile("(?:AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
      + "|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9-]{10,}|eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\."
      + "|[a-z][a-z0-9+]*://[^/\\s:@]+:[^/\\s@]+@");

  private StateSecrets() {}

  /** Address and attribute of each value that looks like a secret. */
  public static List<String> findings(JsonNode state) {
    List<String> findings = new ArrayList<>();
    for (JsonNode resource : state.path("resources")) {
      String address = resource.path("type").asText() + "." + resource.path("name").asText();
      boolean parameter = resource.path("type").asText().equals("aws_ssm_parameter");
      for (JsonNode instance : resource.path("instances")) {
        search(instance.path("attributes"), address, parameter, findings);
      }
    }
    state.path("outputs").fields().forEachRemaining(output ->
        search(output.getValue().path("value"), "output." + output.getKey(), false, findings));
    return findings;
  }

  private static void search(JsonNode node, String path, boolean parameter, List<String> findings) {
    if (node.isObject()) {
      node.fields().forEachRemaining(field -> {
        boolean secret = SECRET_ATTRIBUTE.matcher(field.getKey()).matches() || parameter && field.getKey().equals("value");
        if (secret && holdsSomething(field.getValue())) {
          findings.add(path + "." + field.getKey());
        }
        search(field.getValue(), path + "." + field.getKey(), parameter, findings);
      });
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        search(node.get(i), path + "[" + i + "]", parameter, findings);
      }
    } else if (node.isTextual() && CREDENTIAL.matcher(node.asText()).find()) {
      findings.add(path);
    }
  }

  private static boolean holdsSomething(JsonNode value) {
    return value.isTextual() ? !value.asText().isEmpty() : value.isContainerNode() && !value.isEmpty();
  }
}
