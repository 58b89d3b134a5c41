package groundplan.parts;

import groundplan.kernel.Setting;
import groundplan.kernel.Unit;
import java.util.Map;

/** Settings of a secret value that AWS generates. */
public record GeneratedValue(
        @Setting(value = "Length of the value, in characters.", byDefault = "64", min = 16, max = 4096)
                int passwordLength,
        @Setting(value = "Letters and digits only.", byDefault = "false") boolean excludePunctuation) {
    /**
     * Generates an ephemeral value that exists only during an apply, for write-only arguments.
     *
     * @param name of the ephemeral resource in Terraform
     * @return a reference to the value
     */
    public String ephemeral(Unit<?> unit, String name) {
        String address = "ephemeral.aws_secretsmanager_random_password." + name;
        unit.addOverride(
                address,
                Map.of(
                        "password_length", passwordLength,
                        "exclude_punctuation", excludePunctuation,
                        "require_each_included_type", true));
        return "${" + address + ".random_password}";
    }
}
