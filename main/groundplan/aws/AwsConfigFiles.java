package groundplan.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.profiles.ProfileProperty;

/** The AWS configuration files and the selected profile, as the environment variables of the AWS tools name them. */
final class AwsConfigFiles {
    /** The properties of a profile that tell where credentials come from. */
    private static final Set<String> CREDENTIALS = Set.of(
            ProfileProperty.AWS_ACCESS_KEY_ID,
            ProfileProperty.ROLE_ARN,
            ProfileProperty.CREDENTIAL_PROCESS,
            ProfileProperty.CREDENTIAL_SOURCE,
            ProfileProperty.WEB_IDENTITY_TOKEN_FILE,
            ProfileProperty.LOGIN_SESSION,
            ProfileProperty.SSO_ACCOUNT_ID);

    /** The account's id, alone or in an ARN. */
    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:[^:]*:[^:]*:[^:]*:)?([0-9]{12})(?::.*)?");

    /** The older name of {@code AWS_PROFILE}. Terraform reads it second, the AWS CLI first, and the SDK for Java not at all. */
    static final String DEFAULT_PROFILE = "AWS_DEFAULT_PROFILE";

    private final Map<String, String> variables;
    private final Optional<String> region;

    /** @param variables the environment variables */
    AwsConfigFiles(Map<String, String> variables) {
        this(variables, Optional.empty());
    }

    /** @param region the region of profiles that have none, in which the SDK asks for the sessions of their roles */
    AwsConfigFiles(Map<String, String> variables, Optional<String> region) {
        this.variables = variables;
        this.region = region;
    }

    /** The name of the selected profile. */
    String profile() {
        return named().orElse("default");
    }

    /** The name of the profile, if a variable selects one. */
    Optional<String> named() {
        return selecting().map(variables::get);
    }

    /** What selected the profile, for messages; empty if nothing did. */
    Optional<String> selectedBy() {
        return named().filter(name -> AccountProfiles.has(variables, name))
                .map(name -> AccountProfiles.VARIABLE)
                .or(this::selecting);
    }

    /** The names of all profiles. */
    Set<String> names() {
        return supplier().get().profiles().keySet();
    }

    /** The variable that selects the profile: {@code AWS_PROFILE}, otherwise {@code AWS_DEFAULT_PROFILE}, as for Terraform. */
    private Optional<String> selecting() {
        return Stream.of("AWS_PROFILE", DEFAULT_PROFILE)
                .filter(name -> !variables.getOrDefault(name, "").isBlank())
                .findFirst();
    }

    /** Whether the files have a profile. */
    boolean has(String profile) {
        return supplier().get().profile(profile).isPresent();
    }

    /** Whether the profile tells where credentials come from; some have only a region. */
    boolean hasCredentials() {
        return supplier()
                .get()
                .profile(profile())
                .filter(profile -> profile.properties().keySet().stream().anyMatch(CREDENTIALS::contains))
                .isPresent();
    }

    /** The profile of IAM Identity Center that the profile gets its credentials from, directly or in a chain; empty if there is none. */
    Optional<String> identityCenter() {
        return chain().stream()
                .filter(profile ->
                        profile.property(ProfileProperty.SSO_ACCOUNT_ID).isPresent())
                .map(Profile::name)
                .findFirst();
    }

    /** The profile, the one that is its {@code source_profile}, and so on; empty if there is no such profile. */
    List<Profile> chain() {
        ProfileFile all = supplier().get();
        List<Profile> chain = new ArrayList<>();
        Optional<Profile> at = all.profile(profile());
        // A chain may lead back to itself, and a profile with keys may name itself as its source.
        while (at.isPresent() && !chain.contains(at.get())) {
            chain.add(at.get());
            at = at.get().property(ProfileProperty.SOURCE_PROFILE).flatMap(all::profile);
        }
        return chain;
    }

    /** The profiles that say which account they are of, by their names. */
    SortedMap<String, String> accounts() {
        SortedMap<String, String> accounts = new TreeMap<>();
        supplier().get().profiles().forEach((name, profile) -> Stream.of(
                        ProfileProperty.ROLE_ARN, ProfileProperty.SSO_ACCOUNT_ID, ProfileProperty.LOGIN_SESSION)
                .flatMap(key -> profile.property(key).stream())
                .findFirst()
                .map(ACCOUNT::matcher)
                .filter(Matcher::matches)
                .ifPresent(found -> accounts.put(name, found.group(1))));
        return accounts;
    }

    /** The files, read again when they change: the keys in them may expire during a long apply. */
    ProfileFileSupplier supplier() {
        List<ProfileFileSupplier> found = new ArrayList<>();
        if (Files.isRegularFile(credentials())) {
            found.add(ProfileFileSupplier.reloadWhenModified(credentials(), ProfileFile.Type.CREDENTIALS));
        }
        if (Files.isRegularFile(config())) {
            found.add(ProfileFileSupplier.reloadWhenModified(config(), ProfileFile.Type.CONFIGURATION));
        }
        if (found.isEmpty()) {
            return ProfileFileSupplier.fixedProfileFile(ProfileFile.aggregator().build());
        }
        ProfileFileSupplier own = ProfileFileSupplier.aggregate(found.toArray(ProfileFileSupplier[]::new));
        return region.map(name -> ProfileFileSupplier.aggregate(own, regions(own.get(), name)))
                .orElse(own);
    }

    /** What the files say comes first. Without a region, the SDK would ask an instance for one, and then use a global endpoint. */
    private static ProfileFileSupplier regions(ProfileFile profiles, String region) {
        StringBuilder text = new StringBuilder();
        profiles.profiles().keySet().forEach(name -> text.append("[profile ")
                .append(name)
                .append("]\nregion = ")
                .append(region)
                .append('\n'));
        return ProfileFileSupplier.fixedProfileFile(ProfileFile.builder()
                .content(text.toString())
                .type(ProfileFile.Type.CONFIGURATION)
                .build());
    }

    /** Lets a client take its other settings, such as the number of retries, from the profile. */
    void configure(AwsClientBuilder<?, ?> client) {
        ProfileFileSupplier all = supplier();
        client.overrideConfiguration(
                override -> override.defaultProfileFileSupplier(all).defaultProfileName(profile()));
    }

    /** The file with profiles. */
    Path config() {
        return file("AWS_CONFIG_FILE", "config");
    }

    /** The file with access keys. */
    Path credentials() {
        return file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    }

    private Path file(String variable, String name) {
        String path = variables.getOrDefault(variable, "");
        String home = variables.getOrDefault("HOME", System.getProperty("user.home"));
        return path.isBlank() ? Path.of(home, ".aws", name) : Path.of(path.replaceFirst("^~(?=/)", home));
    }
}
