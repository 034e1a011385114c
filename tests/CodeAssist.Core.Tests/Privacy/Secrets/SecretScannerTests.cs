using System.Text;
using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Core.Tests.Privacy.Secrets;

public sealed class SecretScannerTests
{
    private const string AwsKey = "AKIAQ3EGRZX7HUBLM5NT";

    [Theory]
    [InlineData("aws_key = \"AKIAQ3EGRZX7HUBLM5NT\"", "aws-access-token", AwsKey)]
    [InlineData("xai-aZ3kQ9xW2eR5tY8uI1oP4sD7fG0hJ6kL3zX9cV2bN5mQ8wE1", "xai-api-key", "xai-aZ3kQ9xW2eR5tY8uI1oP4sD7fG0hJ6kL3zX9cV2bN5mQ8wE1")]
    [InlineData("psql postgres://app:Tr0ub4dor9x@db.internal/app", "url-password", "Tr0ub4dor9x")]
    [InlineData("\"Server=db;Database=shop;User Id=sa;Password=Xk29fLq81;\"", "connection-string-password", "Xk29fLq81")]
    public void Finds_the_secret_alone(string text, string rule, string secret)
    {
        var hit = Assert.Single(Scan(text));

        Assert.Equal(rule, hit.RuleId);
        Assert.Equal(secret, text.Substring(hit.Start, hit.Length));
    }

    [Theory]
    [InlineData("var password = Console.ReadLine();")]
    [InlineData("aws_key = \"AKIAIOSFODNN7EXAMPLE\"")]
    [InlineData("https://user:${PASSWORD}@host/path")]
    [InlineData("api_key = os.environ[\"API_KEY\"]")]
    [InlineData("«SECRET:aws-access-token:1»")]
    [InlineData("")]
    public void Leaves_what_is_no_secret(string text) => Assert.Empty(Scan(text));

    /// <summary>Examples that gitleaks' authors give for their rules, as far as they write them down; most of theirs are made after the pattern, as ours are.</summary>
    [Theory]
    [InlineData("CLOJARS_api_token = \"CLOJARS_34bf0e88955ff5a1c328d6a7491acc4f48e865a7b8dd4d70a70749037443\"")]
    [InlineData("generic_api_token = \"Zf3D0LXCM3EIMbgJpUNnkRtOfOueHznB\"")]
    [InlineData("\"client_secret\" : \"6da89121079f83b2eb6acccf8219ea982c3d79bccc3e9c6a85856480661f8fde\",")]
    public void Finds_the_examples_of_gitleaks(string text) => Assert.NotEmpty(Scan(text));

    [Theory]
    [InlineData("client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.client-vpn-endpoint.id")]
    [InlineData("password combination.\n\nR5: Regulatory--21")]
    public void Leaves_what_gitleaks_leaves(string text) => Assert.Empty(Scan(text));

    /// <summary>In the engine that the rules are written for, letters beyond ASCII are no letters.</summary>
    [Theory]
    [InlineData("é")]
    [InlineData("ключ")]
    [InlineData("鍵")]
    public void Finds_a_secret_glued_to_letters_beyond_ascii(string letters) => Assert.Single(Scan(letters + AwsKey + letters));

    [Fact]
    public void Finds_a_secret_in_base64_and_marks_the_whole_run()
    {
        var run = Convert.ToBase64String(Encoding.UTF8.GetBytes($"""{"{"} "key": "{AwsKey}", "region": "eu-west-1" {"}"}"""));

        var hit = Assert.Single(Scan($"value: {run} end"));

        Assert.Equal("aws-access-token", hit.RuleId);
        Assert.Equal(run.TrimEnd('='), $"value: {run} end".Substring(hit.Start, hit.Length));
    }

    [Fact]
    public void Finds_a_secret_in_base64_of_two_byte_text() =>
        Assert.Equal("aws-access-token", Assert.Single(Scan(Convert.ToBase64String(Encoding.Unicode.GetBytes($"$env:KEY = '{AwsKey}'")))).RuleId);

    [Fact]
    public void Finds_the_first_half_of_a_private_key()
    {
        var hit = Assert.Single(Scan("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\nAAAAAAAAAB"));

        Assert.Equal("private-key-block", hit.RuleId);
    }

    /// <summary>A rule for Kubernetes manifests has nothing to say about C#; where nobody knows the file, it holds.</summary>
    [Fact]
    public void A_rule_for_some_files_holds_there_and_where_the_file_is_unknown()
    {
        const string text = "provider \"x\" {\n  administrator_login_password = \"Zq8-hL2pW9x\"\n}";

        Assert.NotEmpty(Scan(text, "main.tf"));
        Assert.NotEmpty(Scan(text));
        Assert.DoesNotContain(Scan(text, "notes.txt"), hit => hit.RuleId is "hashicorp-tf-password");
    }

    [Fact]
    public void A_comment_does_not_excuse_a_secret() => Assert.Single(Scan($"key = \"{AwsKey}\" // gitleaks:allow"));

    [Fact]
    public void Whoever_knows_what_a_secret_is_speaks_before_whoever_sees_that_it_looks_like_one()
    {
        SecretHit[] hits = [new("generic-api-key", 2, 10), new("github-pat", 4, 8)];

        Assert.Equal([new SecretHit("github-pat", 2, 10)], SecretScanner.WithoutOverlaps(hits));
    }

    [Fact]
    public void Overlapping_hits_become_one_that_covers_them_all()
    {
        SecretHit[] hits = [new("b", 5, 10), new("a", 2, 6), new("c", 30, 2)];

        Assert.Equal([new SecretHit("a", 2, 13), new SecretHit("c", 30, 2)], SecretScanner.WithoutOverlaps(hits));
    }

    private static IReadOnlyList<SecretHit> Scan(string text, params string[] paths) => SecretScanner.Default.Scan(text, paths);
}
