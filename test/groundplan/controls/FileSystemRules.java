package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Row 20, from the other side: the file systems that tasks write to. */
final class FileSystemRules {
    private static final List<String> ACTIONS = List.of(
            "elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess");

    private FileSystemRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(
                    20,
                    "file systems are entered over TLS and through access points",
                    inspection -> inspection.each("aws_efs_file_system", files -> {
                        List<JsonNode> statements = inspection
                                .others("aws_efs_file_system_policy")
                                .filter(policy -> files.isNamedBy(policy.text("file_system_id")))
                                .flatMap(policy -> policy.statements("policy").stream())
                                .toList();
                        inspection.require(
                                statements.stream().noneMatch(IamRules::allowsAnyone), files, "lets anyone in");
                        inspection.require(
                                statements.stream()
                                        .anyMatch(one -> denied(one)
                                                && one.path("Action").asText().equals("*")
                                                && one.at("/Condition/Bool/aws:SecureTransport")
                                                        .asText()
                                                        .equals("false")),
                                files,
                                "has no Deny of mounts without TLS");
                        inspection.require(
                                statements.stream()
                                        .anyMatch(one -> denied(one)
                                                && Resource.list(one.path("Action")).stream()
                                                        .map(JsonNode::asText)
                                                        .toList()
                                                        .containsAll(ACTIONS)
                                                && one.at("/Condition/Null/elasticfilesystem:AccessPointArn")
                                                        .asText()
                                                        .equals("true")),
                                files,
                                "has no Deny of mounts without an access point");
                    })),
            Rule.inProd(
                    20,
                    "file systems are not destroyed",
                    inspection -> inspection.each(
                            "aws_efs_file_system",
                            files -> inspection.require(
                                    files.isTrue("lifecycle.prevent_destroy"), files, "has no prevent_destroy"))));

    private static boolean denied(JsonNode statement) {
        return statement.path("Effect").asText().equals("Deny") && IamRules.anyone(statement);
    }
}
