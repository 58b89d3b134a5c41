package groundplan.crossaccountroles;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;

/** Settings of the roles that others take on in the environment's account. */
public record CrossAccountRolesSettings(
        @Setting(
                        value = "Roles by name; AWS sees <system>-<environment>-<name>.",
                        min = 1,
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, Role> roles,
        @Setting(
                        value = "Unit with the workflows' roles and the policy that bounds them, and these.",
                        byDefault = "github")
                @Reads("github")
                String github,
        @Setting(
                        value =
                                "Units with the buckets whose content nobody who plans reads. Units of a region are named with it.",
                        byDefault = "[]")
                @Reads("storage")
                List<String> storage) {

    /** Settings of one role. */
    public record Role(
            @Setting(
                            value = "What it is for: plan reads, apply changes.",
                            oneOf = {"plan", "apply"})
                    String access,
            @Setting(value = "Who takes it on from other accounts, by name.", byDefault = "{}")
                    Map<String, TrustedSettings> trusted,
            @Setting(
                            value =
                                    "Let the environment's workflows take it on: those that plan or those that apply, and the latter also"
                                            + " one that plans.",
                            byDefault = "true")
                    boolean workflows) {
        boolean applies() {
            return access.equals("apply");
        }
    }
}
