package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A pull request that was merged.
 *
 * @param number its number
 * @param head its last commit, which approvals must be of
 * @param merged the commit that the merge created
 * @param author who opened it
 */
record PullRequest(long number, String head, String merged, String author) {
    static PullRequest of(JsonNode json) {
        return new PullRequest(
                json.path("number").asLong(),
                json.path("head").path("sha").asText(),
                json.path("merge_commit_sha").asText(),
                json.path("user").path("login").asText());
    }
}
