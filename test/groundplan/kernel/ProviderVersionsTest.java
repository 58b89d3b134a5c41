package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Terraform 1.11 said of each constraint, with only provider 5.100.0 in its mirror. */
class ProviderVersionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~> 5",
                "~> 5.100",
                "~> 5.100.0",
                "~>5.100.0",
                "5.100",
                "= 5.100.0",
                ">=5.100",
                "> 5.99",
                ">= 5.100, < 7.0.0",
                "!= 5.99.0",
                "<= 5.100"
            })
    void aConstraintThatTerraformInitialisesWithIsAccepted(String constraint) {
        assertEquals("", ProviderVersions.problem(constraint).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v5.100.0",
                "5.*",
                "5.x",
                ">= 5.100 < 6",
                "=> 5",
                ">= 5.100.0.0",
                ">= 5.100,",
                "^5.100",
                ">= 99999999999.0"
            })
    void aConstraintThatTerraformCallsInvalidIsRefused(String constraint) {
        assertTrue(
                ProviderVersions.problem(constraint).orElse("").contains("is not a version constraint of Terraform"),
                constraint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~> 4",
                "~> 5.99.0",
                "< 5.100",
                "5.99.1",
                ">= 6.0, < 6.0",
                "> 5.100.0, < 5.100.1",
                "= 6.1, != 6.1"
            })
    void aConstraintThatNoUsableVersionSatisfiesIsRefused(String constraint) {
        assertTrue(
                ProviderVersions.problem(constraint).orElse("").contains("allows no version from 5.100.0 on"),
                constraint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~> 6.0",
                "~> 6",
                ">= 6.66, < 7",
                "!= 5.100.0, ~> 5.100",
                ">= 5.100, != 5.100.0, != 5.100.1",
                "7.0.0"
            })
    void laterVersionsMayBeAsked(String constraint) {
        assertEquals("", ProviderVersions.problem(constraint).orElse(""));
    }
}
