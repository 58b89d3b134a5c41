# What is different on an emulator. root.hcl reads this file only where AWS_ENDPOINT_URL or LOCALSTACK names one: nothing here
# has a part in a plan or an apply against AWS.

locals {
  # The folder of the unit that includes root.hcl: <system>/<environment>/<region>/<unit>, where the unit may have several
  # levels itself. find_in_parent_folders would start from this file.
  tree        = get_terragrunt_dir()
  folder      = get_original_terragrunt_dir()
  levels      = split("/", trimprefix(local.folder, "${local.tree}/"))
  account     = read_terragrunt_config("${local.tree}/${local.levels[0]}/${local.levels[1]}/account.hcl").locals
  environment = read_terragrunt_config("${local.tree}/${local.levels[0]}/${local.levels[1]}/env.hcl").locals
  unit        = jsondecode(file("${local.folder}/main.tf.json"))

  # LOCALSTACK=true means the one at LocalStack's port. An IP address, because with a name the SDKs put the bucket in front.
  url = get_env("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")

  # On an emulator an access key of twelve digits names an account; whoever has another key is taken for somebody of the
  # environment's own. Emulators that do not look at the key answer with one of the two others.
  caller     = get_env("AWS_ACCESS_KEY_ID", "")
  access_key = length(regexall("^[0-9]{12}$", local.caller)) > 0 ? local.caller : local.account.account_id
  accounts   = distinct([local.account.account_id, "123456789012", "000000000000"])

  # Keys that an emulator issued, to users and to sessions of roles, begin with LKIA and LSIA: nobody's real key is passed on. Their
  # credentials are in the environment, where everything finds them.
  issued      = length(regexall("^L[KS]IA[A-Z2-7]{16}$", local.caller)) > 0
  credentials = { for name, value in { access_key = local.access_key, secret_key = "emulator" } : name => value if !local.issued }

  # Of the working copy: each emulator has its own, and so has each account on it.
  name = join("-", concat(
    [replace(local.url, "/[^0-9A-Za-z]+/", "-")],
    local.access_key == local.account.account_id ? [] : [local.access_key],
    local.issued ? ["issued"] : [],
  ))

  # moto enforces the bucket policy that Terragrunt would add, over http, against everyone.
  backend = merge(local.credentials, {
    allowed_account_ids         = local.accounts
    endpoints                   = { for service in ["s3", "dynamodb", "sts", "iam"] : service => local.url }
    use_path_style              = true
    skip_credentials_validation = true
    skip_metadata_api_check     = true
    skip_bucket_enforced_tls    = true
    skip_bucket_root_access     = true
  })

  variables = {
    AWS_ENDPOINT_URL          = local.url
    AWS_EC2_METADATA_DISABLED = "true"
  }

  # An emulator forgets: what keeps the states is made before each init. Where it is there already, this changes nothing.
  region = local.environment.state_region
  signed = "Authorization: AWS4-HMAC-SHA256 Credential=${local.access_key}/20200101/${local.region}"
  bucket = [
    "curl", "-sS", "-o", "/dev/null", "-X", "PUT",
    "-H", "${local.signed}/s3/aws4_request, SignedHeaders=host, Signature=none",
    "-H", "Content-Type: application/xml",
    "-d", local.region == "us-east-1" ? "" : join("", [
      "<CreateBucketConfiguration><LocationConstraint>", local.region, "</LocationConstraint></CreateBucketConfiguration>",
    ]),
    "${local.url}/${local.environment.state_bucket}",
  ]
  lock_table = [
    "--next", "-sS", "-o", "/dev/null",
    "-H", "${local.signed}/dynamodb/aws4_request, SignedHeaders=host, Signature=none",
    "-H", "Content-Type: application/x-amz-json-1.0", "-H", "X-Amz-Target: DynamoDB_20120810.CreateTable",
    "-d", jsonencode({
      TableName            = local.environment.lock_table
      BillingMode          = "PAY_PER_REQUEST"
      AttributeDefinitions = [{ AttributeName = "LockID", AttributeType = "S" }]
      KeySchema            = [{ AttributeName = "LockID", KeyType = "HASH" }]
    }),
    local.url,
  ]
  before_init = concat(local.bucket, local.environment.lock_table == null ? [] : local.lock_table)

  # The provider works in the environment's account, gives up soon where an emulator answers "not implemented", and may
  # destroy what is protected.
  protected = {
    for type, resources in try(local.unit.resource, {}) : type => {
      for name, resource in resources : name => { lifecycle = { prevent_destroy = false } }
      if try(resource.lifecycle.prevent_destroy, false)
    }
  }
  override = {
    provider = {
      aws = [for provider in try(local.unit.provider.aws, []) : merge(
        try({ alias = provider.alias }, {}),
        local.credentials,
        {
          allowed_account_ids         = local.accounts
          max_retries                 = 5
          s3_use_path_style           = true
          skip_credentials_validation = true
          skip_metadata_api_check     = true

          # What has the account in front of its host name, such as S3's access block of an account, is found this way.
          http_proxy  = local.url
          https_proxy = local.url
        }
      )]
    }
    resource = { for type, resources in local.protected : type => resources if length(resources) > 0 }
  }
  generate = {
    emulator = {
      path              = "emulator_override.tf.json"
      if_exists         = "overwrite"
      disable_signature = true
      contents          = jsonencode({ for block, content in local.override : block => content if length(content) > 0 })
    }
  }
}
