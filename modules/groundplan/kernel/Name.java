package groundplan.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Maximum lengths of AWS names, in characters. */
public enum Name {
    /** Load balancers. */
    LOAD_BALANCER(32),
    /** Target groups. AWS allows 32 too; a hyphen and four digits are appended to this name. */
    TARGET_GROUP(27),
    /** ElastiCache replication groups, users and user groups. */
    CACHE(40),
    /** Database instances and S3 buckets. */
    DATABASE(63),
    /** Vaults, plans and selections of AWS Backup. */
    BACKUP(50),
    /** S3 buckets, before a hyphen and the account's id. */
    BUCKET_BEFORE_ACCOUNT(50),
    /** IAM roles. */
    ROLE(64),
    /** Creation tokens of file systems. */
    FILE_SYSTEM(64),
    /** Kubernetes clusters. */
    CLUSTER(100),
    /** Most other resources. */
    GENERAL(128);

    private static final int HASH = 6;
    private final int limit;

    Name(int limit) {
        this.limit = limit;
    }

    /** The name itself if it fits; otherwise its beginning, {@code -} and six hexadecimal digits of its hash. */
    public String of(String name) {
        if (name.length() <= limit) {
            return name;
        }
        String head = name.substring(0, limit - HASH - 1).replaceAll("(?<!-)-++$", "");
        return head + "-" + hash(name);
    }

    /** The maximum length, in characters. */
    public int limit() {
        return limit;
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
