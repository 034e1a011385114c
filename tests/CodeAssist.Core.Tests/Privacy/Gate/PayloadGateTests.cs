using System.Text;
using System.Text.Json;
using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Core.Tests.Privacy.Gate;

public sealed class PayloadGateTests
{
    private const string AwsKey = "AKIAQ3EGRZX7HUBLM5NT";
    private const string OtherKey = "AKIAW5XTRBN2QLDM7HSF";

    private static readonly PayloadGate _gate = new(
        repository => repository switch { "public" => RepositoryStanding.MayLeave, "private" => RepositoryStanding.LocalOnly, _ => RepositoryStanding.Unknown },
        SecretScanner.Default);

    [Fact]
    public void Sends_code_as_it_is()
    {
        var allowed = Allowed("var total = items.Sum(item => item.Price); // «done»");

        Assert.Equal("var total = items.Sum(item => item.Price); // «done»", Text(allowed));
        Assert.Empty(allowed.Placeholders);
        Assert.Empty(allowed.Rules);
    }

    [Theory]
    [InlineData("private", GateRefusalCode.LocalOnlyOrigin, "Part of this request comes from a repository that stays on this machine.")]
    [InlineData("elsewhere", GateRefusalCode.UnknownOrigin, "Part of this request comes from a repository for which nothing has been allowed.")]
    public void Case_34_one_part_of_a_repository_that_stays_refuses_the_whole_request(string repository, GateRefusalCode code, string sentence)
    {
        var admission = _gate.Admit([File("public", "a.cs", "var a = 1;"), File(repository, "b.cs", "var b = 1;"), File("public", "c.cs", "var c = 1;")]);

        var refusal = Assert.IsType<Admission.Refused>(admission).Refusal;
        Assert.Equal(code, refusal.Code);
        Assert.Equal(sentence, refusal.Sentence);
        Assert.False(refusal.CanBeApproved);
    }

    /// <summary>An agent's memory, a shared index, a summary: what is made of two texts comes from both.</summary>
    [Fact]
    public void Case_34_a_text_made_of_two_repositories_stays_with_the_stricter()
    {
        var part = new PayloadPart("a summary", [new PartOrigin.Workspace("public"), new PartOrigin.User(), new PartOrigin.Workspace("private")]);

        Assert.Equal(GateRefusalCode.LocalOnlyOrigin, Assert.IsType<Admission.Refused>(_gate.Admit([part])).Refusal.Code);
    }

    [Theory]
    [InlineData("../other/a.cs")]
    [InlineData("src/../../a.cs")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\Users\\a.cs")]
    [InlineData("\\\\host\\share\\a.cs")]
    [InlineData("")]
    public void A_path_that_leaves_its_workspace_is_of_no_workspace(string path) =>
        Assert.Equal(GateRefusalCode.OutsideWorkspace, Assert.IsType<Admission.Refused>(_gate.Admit([File("public", path, "text")])).Refusal.Code);

    [Fact]
    public void A_text_that_comes_from_nowhere_is_refused()
    {
        Assert.IsType<Admission.Refused>(_gate.Admit([new PayloadPart("text", [])]));
        Assert.IsType<Admission.Refused>(_gate.Admit([new PayloadPart("text", [new PartOrigin.Outside()])]));
    }

    [Fact]
    public void A_file_that_is_never_sent_leaves_a_note_of_its_class_only()
    {
        var part = Admitted(File("public", "customers/acme/.env.production", "TOKEN=x"));

        Assert.Equal("«NOT SENT: environment file»", part.Text);
        Assert.Equal(new WithheldReason.NeverSent(NeverSendClass.EnvironmentFile), part.Withheld);
    }

    [Fact]
    public void A_file_that_is_never_sent_taints_what_was_made_of_it()
    {
        var part = Admitted(new PayloadPart("TOKEN=x", [new PartOrigin.File("public", "a.cs", IsIgnored: false), new PartOrigin.File("public", ".env", IsIgnored: false)]));

        Assert.NotNull(part.Withheld);
        Assert.DoesNotContain("TOKEN", part.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ignored_file_and_a_binary_one_are_withheld()
    {
        Assert.Equal("«NOT SENT: ignored file»", Admitted(new PayloadPart("text", [new PartOrigin.File("public", "a.cs", IsIgnored: true)])).Text);
        Assert.Equal("«NOT SENT: binary file»", Admitted(File("public", "a.cs", "MZ\0\0")).Text);
    }

    [Fact]
    public void Case_9_hidden_characters_are_taken_out_and_reported()
    {
        var part = Admitted(File("public", "README.md", "Read\u200Bme\U000E0041\U000E0042."));

        Assert.Equal("Readme.", part.Text);
        Assert.Equal(3, part.Hidden.Sum(run => run.CodePoints.Count));
    }

    [Fact]
    public void Of_settings_of_a_deployment_the_keys_are_sent_and_no_value()
    {
        var whole = Admitted(File("public", "src/appsettings.Production.json", """{ "Main": { "Password": "hunter2" } }"""));
        var piece = Admitted(File("public", "src/appsettings.Production.json", "\"Password\": \"hunter2\""));

        Assert.Equal("«NOT SENT: values of deployment settings»\n{ \"Main\": { \"Password\": \"«VALUE»\" } }", whole.Text);
        Assert.Equal(new WithheldReason.NeverSent(NeverSendClass.DeploymentSettings), whole.Withheld);
        Assert.Equal("«NOT SENT: deployment settings»", piece.Text);
    }

    [Fact]
    public void A_secret_becomes_a_placeholder_that_stays_the_same_within_the_request()
    {
        var allowed = Allowed($"a = \"{AwsKey}\"; b = \"{OtherKey}\"; c = \"{AwsKey}\";");

        Assert.Equal("a = \"«SECRET:aws-access-token:1»\"; b = \"«SECRET:aws-access-token:2»\"; c = \"«SECRET:aws-access-token:1»\";", Text(allowed));
        Assert.Equal(["«SECRET:aws-access-token:1»", "«SECRET:aws-access-token:2»"], allowed.Placeholders);
        Assert.Equal(3, allowed.Rules["aws-access-token"]);
    }

    [Fact]
    public void A_conversation_keeps_the_placeholder_of_a_secret()
    {
        var placeholders = new SecretPlaceholders();
        _ = Seal($"\"{OtherKey}\"", placeholders);

        Assert.Equal("\"«SECRET:aws-access-token:2»\" \"«SECRET:aws-access-token:1»\"", Text(Assert.IsType<GateVerdict.Allowed>(Seal($"\"{AwsKey}\" \"{OtherKey}\"", placeholders))));
    }

    [Fact]
    public void Case_14_text_that_looks_like_a_placeholder_is_not_taken_for_one() =>
        Assert.Equal("«SECRET:aws-access-token:1» \"«SECRET:aws-access-token:2»\"", Text(Allowed($"«SECRET:aws-access-token:1» \"{AwsKey}\"")));

    /// <summary>JSON may write a plus as six characters, and code may quote JSON that quotes code.</summary>
    [Theory]
    [InlineData("AccountKey=q3Xn+8vT/pLk2JdR5sWz7YbQ1mHcU4eGi9oKaFtZx0NjPv6CyBrMlEwSgDhXuI3Aq8VfT2kLsOnYpRz5mWbJ1w==;")]
    [InlineData("var json = \"{\\\"key\\\":\\\"AKIAQ3EGRZX7HUBLM5NT\\\"}\";")]
    [InlineData("first line\nAKIAQ3EGRZX7HUBLM5NT\nlast line")]
    public void A_secret_is_found_behind_escapes(string code)
    {
        var twice = JsonSerializer.Serialize(new { arguments = JsonSerializer.Serialize(new { code }) });
        foreach (var body in new[] { JsonSerializer.Serialize(new { code }), twice })
        {
            var allowed = Assert.IsType<GateVerdict.Allowed>(_gate.Seal(Nothing(), Encoding.UTF8.GetBytes(body), new SecretPlaceholders(), new HashSet<GateRefusalCode>()));

            var sent = Encoding.UTF8.GetString(allowed.Body.Span);
            Assert.Contains("«SECRET:", sent, StringComparison.Ordinal);
            Assert.DoesNotContain("AKIAQ3", sent, StringComparison.Ordinal);
            Assert.DoesNotContain("q3Xn", sent, StringComparison.Ordinal);
            using var parsed = JsonDocument.Parse(allowed.Body);
        }
    }

    [Fact]
    public void A_private_key_is_asked_about_and_never_sent()
    {
        const string key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MbzYLdZ7ZvVy7F7V\nabcdEFGH12345678\n-----END RSA PRIVATE KEY-----";

        var refused = Assert.IsType<GateVerdict.Refused>(Seal(key, new SecretPlaceholders()));
        Assert.Equal("This request contains a private key.", refused.Refusal.Sentence);
        Assert.True(refused.Refusal.CanBeApproved);

        var allowed = Assert.IsType<GateVerdict.Allowed>(Seal(key, new SecretPlaceholders(), GateRefusalCode.PrivateKey));
        Assert.DoesNotContain("MIIEow", Encoding.UTF8.GetString(allowed.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_secrets_is_asked_about()
    {
        var random = new Random(1);
        var keys = string.Join('\n', Enumerable.Range(0, 21).Select(_ => "AKIA" + new string(random.GetItems("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".AsSpan(), 16))));

        Assert.Equal(GateRefusalCode.ManySecrets, Assert.IsType<GateVerdict.Refused>(Seal(keys, new SecretPlaceholders())).Refusal.Code);
        Assert.IsType<GateVerdict.Allowed>(Seal(keys, new SecretPlaceholders(), GateRefusalCode.ManySecrets));
    }

    [Fact]
    public void A_secret_that_is_no_text_of_the_request_refuses_it()
    {
        var body = Encoding.UTF8.GetBytes($$"""{ "model": "m", {{AwsKey}} }""");

        var verdict = _gate.Seal(Nothing(), body, new SecretPlaceholders(), new HashSet<GateRefusalCode>());

        Assert.Equal(GateRefusalCode.SecretNotReplaceable, Assert.IsType<GateVerdict.Refused>(verdict).Refusal.Code);
    }

    [Fact]
    public void A_request_too_large_to_look_through_is_refused()
    {
        var verdict = _gate.Seal(Nothing(), new byte[PayloadGate.LargestBody + 1], new SecretPlaceholders(), new HashSet<GateRefusalCode>());

        Assert.Equal(GateRefusalCode.TooLarge, Assert.IsType<GateVerdict.Refused>(verdict).Refusal.Code);
    }

    [Fact]
    public void Every_refusal_names_the_cause_and_the_next_step()
    {
        var refusals = Enum.GetValues<GateRefusalCode>().Select(GateRefusal.Of).ToList();

        Assert.All(refusals, refusal => Assert.EndsWith(".", refusal.Sentence, StringComparison.Ordinal));
        Assert.All(refusals, refusal => Assert.EndsWith(".", refusal.NextStep, StringComparison.Ordinal));
        Assert.Equal(refusals.Count, refusals.Select(refusal => refusal.Sentence).Distinct(StringComparer.Ordinal).Count());
    }

    private static PayloadPart File(string repository, string path, string text) => new(text, [new PartOrigin.File(repository, path, IsIgnored: false)]);

    private static Admission.Admitted Nothing() => Assert.IsType<Admission.Admitted>(_gate.Admit([]));

    private static AdmittedPart Admitted(PayloadPart part) => Assert.Single(Assert.IsType<Admission.Admitted>(_gate.Admit([part])).Parts);

    private static GateVerdict.Allowed Allowed(string text) => Assert.IsType<GateVerdict.Allowed>(Seal(text, new SecretPlaceholders()));

    private static GateVerdict Seal(string text, SecretPlaceholders placeholders, params GateRefusalCode[] approved) =>
        _gate.Seal(Nothing(), JsonSerializer.SerializeToUtf8Bytes(new { model = "m", text }), placeholders, approved.ToHashSet());

    private static string Text(GateVerdict.Allowed allowed)
    {
        using var parsed = JsonDocument.Parse(allowed.Body);
        return parsed.RootElement.GetProperty("text").GetString()!;
    }
}
