package groundplan.terragrunt;

/** How many resources are imported, added, changed and destroyed, as Terraform counts them. */
record ChangeCounts(int imported, int added, int changed, int destroyed) {
    static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0);

    ChangeCounts plus(ChangeCounts other) {
        return new ChangeCounts(
                imported + other.imported, added + other.added, changed + other.changed, destroyed + other.destroyed);
    }

    /**
     * In Terraform's words.
     *
     * @param planned whether this is what will be done, and not what was done
     */
    String words(boolean planned) {
        if (equals(NONE)) {
            return "no changes";
        }
        String imports = imported == 0 ? "" : imported + (planned ? " to import, " : " imported, ");
        return imports
                + (planned
                        ? added + " to add, " + changed + " to change, " + destroyed + " to destroy"
                        : added + " added, " + changed + " changed, " + destroyed + " destroyed");
    }
}
