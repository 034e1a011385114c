using System.Text;
using System.Text.Json;
using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Tests.Privacy.Secrets;

namespace CodeAssist.Core.Tests.Privacy.Gate;

/// <summary>Case 37: every kind of secret and every class that is never sent, in every form in which text comes to the gate.</summary>
public sealed class GateMatrixTests
{
    private const string Canary = "canary_7Q2xK9";

    private static readonly PayloadGate _gate = new(_ => RepositoryStanding.MayLeave, SecretScanner.Default);

    private static readonly Dictionary<string, Func<string, string>> _routes = new(StringComparer.Ordinal)
    {
        ["buffer"] = text => $"using System;\n{text}\nreturn;",
        ["windows buffer"] = text => $"using System;\r\n{text.ReplaceLineEndings("\r\n")}\r\n",
        ["added lines of a diff"] = text => $"@@ -1,3 +1,4 @@\n context\n{Prefixed("+", text)}\n-old",
        ["removed lines of a diff"] = text => $"@@ -4,4 +1,3 @@\n context\n{Prefixed("-", text)}\n+new",
        ["search hit"] = text => $"src/config.cs:12: {text}\nsrc/other.cs:3: return;",
        ["test output"] = text => $"  Failed Reads_settings [12 ms]\n  Error Message:\n   Expected: {text}\n",
        ["arguments of a tool"] = text => JsonSerializer.Serialize(new { path = "a.cs", text }),
        ["string in code"] = text => $"var text = {JsonSerializer.Serialize(text)};",
        ["stack trace"] = text => $"Unhandled exception. System.InvalidOperationException: {text}\n   at Shop.Cart.Total() in /home/me/shop/Cart.cs:line 12\n",
        ["terminal text"] = text => $"\u001b[32m$\u001b[0m cat notes\r\n{text}\r\n\u001b[32m$\u001b[0m ",
        ["history of a repository"] = text => $"commit 1c0ffee\nAuthor: A <a@example.org>\n\n    {text}\n",
        ["file name"] = text => $"src/{text} (12 lines)\nsrc/Cart.cs (30 lines)",
        ["memory of a task"] = text => $"Found out so far:\n- {text}\n- the sum is one too high\n",
        ["report of an error"] = text => $"error CS1002: ; expected near '{text}'",
        ["index"] = text => $"// Other lines of this repository:\n// {text}\nreturn;",
        ["base64"] = text => $"data: {Convert.ToBase64String(Encoding.UTF8.GetBytes($"settings of the server: {text}, and nothing else"))}",
    };

    public static TheoryData<string> Routes => [.. _routes.Keys];

    public static TheoryData<NeverSendClass, string> Files => new()
    {
        { NeverSendClass.EnvironmentFile, ".env" },
        { NeverSendClass.KeyFile, "id_rsa" },
        { NeverSendClass.CredentialFile, ".npmrc" },
        { NeverSendClass.CredentialFolder, ".aws/config" },
        { NeverSendClass.InfrastructureState, "x.tfstate" },
        { NeverSendClass.DeploymentSettings, "appsettings.Production.json" },
        { NeverSendClass.Database, "app.sqlite" },
        { NeverSendClass.CoreDump, "core" },
        { NeverSendClass.BrowserProfile, "Cookies" },
        { NeverSendClass.ShellHistory, ".bash_history" },
        { NeverSendClass.Binary, "a.cs" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public void No_secret_of_any_kind_leaves(string route)
    {
        List<string> leaks = [];
        foreach (var rule in SecretRules.All.Rules)
        {
            var sample = SampleSecret.For(rule);
            if (Sent(new PayloadPart(_routes[route](sample.Around), [new PartOrigin.Workspace("r")])) is { } sent && sent.Contains(sample.Text, StringComparison.Ordinal))
            {
                leaks.Add(rule.Id);
            }
        }

        Assert.Empty(leaks);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_text_of_a_class_that_is_never_sent_leaves(NeverSendClass kind, string path)
    {
        // What is no text is known by its zeros, whatever it is called.
        string[] texts = kind is NeverSendClass.Binary ? [$"MZ{Canary}\0"] : [.. _routes.Values.Select(route => route(Canary))];
        foreach (var text in texts)
        {
            var part = new PayloadPart(text, [new PartOrigin.Workspace("r"), new PartOrigin.File("r", "deep/" + path, IsIgnored: false)]);
            var sent = Sent(part)!;

            Assert.DoesNotContain(Canary, sent, StringComparison.Ordinal);
            Assert.DoesNotContain("deep/" + path, sent, StringComparison.Ordinal);
        }
    }

    /// <summary>The list above names each class that there is.</summary>
    [Fact]
    public void Every_class_is_in_the_matrix() =>
        Assert.Equal(Enum.GetValues<NeverSendClass>(), Files.Select(row => row.Data.Item1));

    // What a reader of the request gets; null where it is refused.
    private static string? Sent(PayloadPart part)
    {
        var admitted = Assert.IsType<Admission.Admitted>(_gate.Admit([part]));
        var body = JsonSerializer.SerializeToUtf8Bytes(new { model = "m", input = new { content = admitted.Parts[0].Text } });
        if (_gate.Seal(admitted, body, new SecretPlaceholders(), new HashSet<GateRefusalCode>()) is not GateVerdict.Allowed allowed)
        {
            return null;
        }

        using var parsed = JsonDocument.Parse(allowed.Body);
        return RequestText.Plain(allowed.Body.Span) + Encoding.UTF8.GetString(allowed.Body.Span);
    }

    private static string Prefixed(string prefix, string text) => string.Join('\n', text.Split('\n').Select(line => prefix + line));
}
