package groundplan.crossaccountroles;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;

/** Settings of the cross-account roles in the environment's account. */
public record CrossAccountRolesSettings(
        @Setting(
                        value = "Roles by name; the AWS name is <system>-<environment>-<name>.",
                        min = 1,
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, Role> roles,
        @Setting(
                        value = "Unit with the workflows' roles, whose permissions boundary these roles use too.",
                        byDefault = "github")
                @Reads("github")
                String github,
        @Setting(
                        value =
                                "Units with buckets whose objects the plan role must not read. References to units of a region include the region.",
                        byDefault = "[]")
                @Reads("storage")
                List<String> storage) {

    /** Settings of one role. */
    public record Role(
            @Setting(
                            value = "Purpose: plan is read-only, apply may change resources.",
                            oneOf = {"plan", "apply"})
                    String access,
            @Setting(value = "Principals of other accounts that may assume it, by name.", byDefault = "{}")
                    Map<String, TrustedSettings> trusted,
            @Setting(
                            value =
                                    "Allow the environment's workflows to assume it: those that plan or those that apply; the latter may also"
                                            + " assume a plan role.",
                            byDefault = "true")
                    boolean workflows) {
        boolean applies() {
            return access.equals("apply");
        }
    }
}
