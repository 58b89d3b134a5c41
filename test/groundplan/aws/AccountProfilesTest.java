package groundplan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which profile is used for an account, and what the programs get that are started for it. */
class AccountProfilesTest {
    private static final String ONE = "111111111111";
    private static final String TWO = "222222222222";
    private static final String THREE = "333333333333";

    @TempDir
    Path folder;

    private final Map<String, String> variables = new TreeMap<>();

    @BeforeEach
    void profilesThatSayWhichAccountTheyAreOf() throws IOException {
        variables.put(
                "AWS_CONFIG_FILE",
                Files.writeString(
                                folder.resolve("config"),
                                """
                                [profile base]
                                aws_access_key_id = AKIABASE
                                aws_secret_access_key = secret
                                [profile dev]
                                sso_session = company
                                sso_account_id = 111111111111
                                sso_role_name = Admin
                                [profile prod-read]
                                role_arn = arn:aws:iam::222222222222:role/read
                                source_profile = base
                                [profile prod-admin]
                                role_arn = arn:aws:iam::222222222222:role/admin
                                source_profile = base
                                [profile tools]
                                login_session = arn:aws:iam::333333333333:user/jane
                                """)
                        .toString());
    }

    @Test
    void automaticMeansTheOnlyProfileOfAnAccount() {
        variables.put(AccountProfiles.VARIABLE, "auto");
        AccountProfiles.settle(variables, List.of(ONE));
        assertEquals(ONE + "=dev," + THREE + "=tools", variables.get(AccountProfiles.VARIABLE));
    }

    @Test
    void aChosenProfileComesBeforeAutomaticOnes() {
        variables.put(AccountProfiles.VARIABLE, "auto," + TWO + "=prod-read," + ONE + "=base");
        AccountProfiles.settle(variables, List.of(ONE, TWO));
        assertEquals(ONE + "=base," + TWO + "=prod-read," + THREE + "=tools", variables.get(AccountProfiles.VARIABLE));
    }

    @Test
    void ofSeveralNoneIsTakenAutomatically() {
        variables.put(AccountProfiles.VARIABLE, "auto");
        String said = assertThrows(
                        IllegalArgumentException.class, () -> AccountProfiles.settle(variables, List.of(TWO)))
                .getMessage();
        assertTrue(said.contains("prod-admin, prod-read") && said.contains(TWO + "=prod-admin"), said);
    }

    @Test
    void aProgramForAnAccountGetsItsProfileAndNoOtherCredentials() {
        variables.putAll(Map.of(
                AccountProfiles.VARIABLE,
                ONE + "=dev",
                "AWS_ACCESS_KEY_ID",
                "AKIA",
                "AWS_SESSION_TOKEN",
                "token",
                "AWS_PROFILE",
                "base"));
        Map<String, String> one = AccountProfiles.variables(variables, ONE);
        assertEquals(List.of("dev", "", ""), values(one, "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN"));
        assertEquals(variables, AccountProfiles.variables(variables, TWO), "an account without a profile");
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        assertEquals(variables, AccountProfiles.variables(variables, ONE), "an emulator");
    }

    @Test
    void whatOnlySomeToolsReadIsWhatAllRead() {
        variables.putAll(Map.of("AWS_DEFAULT_PROFILE", "base", "AWS_ACCESS_KEY", "AKIA", "AWS_SECRET_KEY", "secret"));
        AccountProfiles.settle(variables, List.of(ONE));
        assertEquals(
                List.of("base", "", "", ""),
                values(variables, "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY", "AWS_SECRET_KEY"));
    }

    private static List<String> values(Map<String, String> variables, String... names) {
        return List.of(names).stream().map(variables::get).toList();
    }
}
