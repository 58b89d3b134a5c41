package groundplan.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.testing.KubernetesExample;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The role that applies may hand each role of a unit over to the service that it is for, and nothing of others. */
class PassedServicesTest {

    @Test
    void rolesCanBePassedToTheServicesThatTheyTrust() {
        Set<String> trusted = new TreeSet<>();
        Stream.concat(FullSynthesis.documents().stream(), KubernetesExample.ENVIRONMENT.documents().stream())
                .forEach(document -> trusted.addAll(trusted(document)));
        assertTrue(trusted.contains("pods.eks.amazonaws.com"), trusted.toString());
        trusted.removeAll(passed());
        assertEquals(Set.of(), trusted, "services that no role can be passed to");
    }

    /** "PutConfigurationRecorder" needs iam:PassRole for its role (handlers of AWS::Config::ConfigurationRecorder), also a service-linked one. */
    @Test
    void theServiceLinkedRoleCanBePassedToConfigAndNoOther() {
        String linked = "arn:aws:iam::111122223333:role/aws-service-role/";
        Permissions role = Permissions.ofRole(FullSynthesis.unit("ohi/prod/_global/github"), "apply");
        Permissions boundary =
                Permissions.ofPolicy(FullSynthesis.unit("ohi/prod/_global/boundary"), "aws_iam_policy.boundary");
        String config = linked + "config.amazonaws.com/AWSServiceRoleForConfig";
        assertTrue(role.allow("iam:PassRole", config) && boundary.allow("iam:PassRole", config), "config");
        assertTrue(!role.allow("iam:PassRole", linked + "ecs.amazonaws.com/AWSServiceRoleForECS"), "ecs");
    }

    private static Set<String> passed() {
        return Permissions.ofRole(FullSynthesis.unit("ohi/prod/_global/github"), "apply").statements().stream()
                .flatMap(statement ->
                        Permissions.texts(statement.at("/Condition/StringEquals/iam:PassedToService")).stream())
                .collect(Collectors.toSet());
    }

    private static List<String> trusted(UnitDocument document) {
        return document.json()
                .path("resource")
                .path("aws_iam_role")
                .valueStream()
                .map(role -> TerraformJson.read(role.path("assume_role_policy").asText()))
                .flatMap(policy -> policy.path("Statement").valueStream())
                .flatMap(statement -> Permissions.texts(statement.at("/Principal/Service")).stream())
                .toList();
    }
}
