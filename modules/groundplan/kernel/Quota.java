package groundplan.kernel;

import java.util.Locale;
import java.util.Optional;

/**
 * How many of something AWS allows.
 *
 * @param name by which settings note what AWS granted
 * @param service its service in Service Quotas
 * @param code its code there, such as {@code L-0263D0A3}; empty if it has none
 * @param byDefault what AWS documents for every account; a new account may have less
 * @param adjustable whether AWS raises it on request
 * @param per what is counted together
 * @param what the things that are counted, in the plural
 * @param source the path of the page of AWS's documentation that has the default
 */
public record Quota(
        String name,
        String service,
        Optional<String> code,
        int byDefault,
        boolean adjustable,
        Per per,
        String what,
        String source) {

    /** What is counted together. */
    public enum Per {
        /** All of an account, in all regions. */
        ACCOUNT,
        /** All of an account in a region. */
        REGION,
        /** All of an account in an availability zone. */
        ZONE,
        /** What belongs to one resource, such as the rules of a security group. */
        RESOURCE
    }

    static Quota of(String row) {
        String[] columns = row.split(",", -1);
        return new Quota(
                columns[0],
                columns[1],
                Optional.of(columns[2]).filter(code -> !code.isEmpty()),
                Integer.parseInt(columns[3]),
                columns[4].equals("yes"),
                Per.valueOf(columns[5].toUpperCase(Locale.ROOT)),
                columns[6],
                columns[7]);
    }

    /** Whether it holds for all regions of an account together. */
    public boolean global() {
        return per == Per.ACCOUNT || service.equals("iam");
    }
}
