using System.Text.Json;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Tests.Settings;

public sealed class SettingsReaderTests
{
    private static readonly SettingsSource _user = SettingsSource.User("/home/ada/settings.json");
    private static readonly SettingsSource _editor = SettingsSource.Editor("/home/ada/settings.json");

    [Theory]
    [InlineData("""{"completion":{"promptTokens":512}}""")]
    [InlineData("""{"completion.promptTokens":512}""")]
    public void Nested_and_dotted_keys_mean_the_same(string json) => Assert.Equal(512, Read(json, _editor).Settings.PromptTokens);

    [Theory]
    [InlineData("""{"completion.promptTokens":"many"}""")]
    [InlineData("""{"completion.promptTokens":100}""")]
    [InlineData("""{"completion.promptTokens":512.5}""")]
    [InlineData("""{"completion.enabled":"yes"}""")]
    [InlineData("""{"completion.disabledLanguages":["csharp",1]}""")]
    [InlineData("""{"log.level":"loud"}""")]
    [InlineData("""{"model.path":"relative.gguf"}""")]
    [InlineData("""{"model.device":"Vulkan"}""")]
    public void A_bad_value_keeps_the_old_one_and_says_what_is_allowed(string json)
    {
        var result = Read(json, _user);

        Assert.Equal(CodeAssistSettings.Default, result.Settings);
        Assert.Contains("it must be", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_value_does_not_take_the_good_ones_with_it()
    {
        var result = Read("""{"completion.promptTokens":-1,"log.level":"debug"}""", _user);

        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Debug, result.Settings.LogLevel);
        Assert.Single(result.Problems);
    }

    [Fact]
    public void The_users_file_may_set_what_is_guarded() =>
        Assert.Equal("/models/m.gguf", Read("""{"model":{"path":"/models/m.gguf","device":"cpu"}}""", _user).Settings.ModelPath);

    [Fact]
    public void A_guarded_setting_from_an_editor_is_ignored_with_a_notice()
    {
        var result = Read("""{"model":{"path":"/repo/evil.gguf"}}""", _editor);

        Assert.Equal("", result.Settings.ModelPath);
        Assert.Contains("codeassist.model.path", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    /// <summary>Where code and keys go is never for a repository to say.</summary>
    [Theory]
    [InlineData("endpoints.private", "https://sink.example/v1")]
    [InlineData("endpoints.loopback", "127.0.0.1:4711")]
    [InlineData("endpoints.proxy", "http://sink.example:3128")]
    public void An_address_from_an_editor_is_ignored_with_a_notice(string key, string address)
    {
        var result = Read($$"""{"{{key}}":"{{address}}"}""", _editor);

        Assert.Equal(CodeAssistSettings.Default, result.Settings);
        Assert.StartsWith($"codeassist.{key} is set by the editor and ignored: it may come from a repository.", Assert.Single(result.Problems), StringComparison.Ordinal);
        Assert.NotEqual(CodeAssistSettings.Default, Read($$"""{"{{key}}":"{{address}}"}""", _user).Settings);
    }

    [Theory]
    [InlineData("endpoints.private", "https://user@models.example/v1")]
    [InlineData("endpoints.loopback", "localhost:11434")]
    [InlineData("endpoints.loopback", "192.168.1.2:11434")]
    [InlineData("endpoints.proxy", "proxy.example")]
    public void An_address_that_is_not_written_exactly_is_refused(string key, string address) =>
        Assert.Contains($"codeassist.{key} cannot be", Assert.Single(Read($$"""{"{{key}}":"{{address}}"}""", _user).Problems), StringComparison.Ordinal);

    [Fact]
    public void A_guarded_setting_from_an_editor_that_would_not_even_fit_is_not_worth_a_notice() =>
        Assert.Empty(Read("""{"model":{"threads":999}}""", _editor).Problems);

    [Fact]
    public void A_guarded_default_that_an_editor_sends_along_is_not_worth_a_notice() =>
        Assert.Empty(Read("""{"model":{"path":"","device":"automatic"}}""", _editor).Problems);

    [Fact]
    public void A_guarded_default_of_an_editor_is_not_worth_a_notice_where_the_user_chose_otherwise()
    {
        using var document = JsonDocument.Parse("""{"model":{"path":"","threads":0}}""");
        var chosen = CodeAssistSettings.Default with { ModelPath = "/models/m.gguf", Threads = 2 };

        var result = SettingsReader.Read(chosen, document.RootElement, _editor);

        Assert.Equal(chosen, result.Settings);
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void Every_default_may_come_from_an_editor_without_a_notice()
    {
        var section = $"{{{string.Join(',', SettingsTable.All.Select(setting => $"\"{setting.Key}\":{setting.Default}"))}}}";

        Assert.Empty(Read(section, _editor).Problems);
    }

    [Fact]
    public void A_guarded_list_or_map_of_an_editor_is_worth_a_notice_only_where_it_says_something_else()
    {
        const string Chosen = """{"routing.models":["a/b"],"routing.tasks":{"fix":"never"},"routing.paths":{"x/**":"ask"}}""";
        using var same = JsonDocument.Parse(Chosen);
        using var other = JsonDocument.Parse("""{"routing.models":["a/c"],"routing.tasks":{"fix":"auto"},"routing.paths":{"y/**":"ask"}}""");
        var chosen = Read(Chosen, _user).Settings;

        Assert.Empty(SettingsReader.Read(chosen, same.RootElement, _editor).Problems);
        Assert.Equal(3, SettingsReader.Read(chosen, other.RootElement, _editor).Problems.Count);
    }

    [Fact]
    public void A_huge_bad_value_is_told_by_its_beginning() =>
        Assert.InRange(Assert.Single(Read($$"""{"log.level":"{{new string('x', 100_000)}}"}""", _user).Problems).Length, 1, 500);

    [Fact]
    public void An_unknown_key_is_a_mistake_in_the_users_file_only()
    {
        Assert.Empty(Read("""{"trace":{"server":"off"}}""", _editor).Problems);
        Assert.Contains("codeassist.modle", Assert.Single(Read("""{"modle":1}""", _user).Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("[]", 1)]
    [InlineData("7", 1)]
    public void A_section_that_is_no_object_changes_nothing(string json, int problems)
    {
        var result = Read(json, _editor);

        Assert.Equal(CodeAssistSettings.Default, result.Settings);
        Assert.Equal(problems, result.Problems.Count);
    }

    [Fact]
    public void Every_default_in_the_table_is_the_default_of_the_settings()
    {
        foreach (var setting in SettingsTable.All)
        {
            using var value = JsonDocument.Parse(setting.Default);
            var changed = setting.Apply(CodeAssistSettings.Default, value.RootElement);

            // Records compare lists and maps by reference; an empty one is as good as another.
            Assert.NotNull(changed);
            Assert.Empty(changed.DisabledLanguages);
            Assert.Empty(changed.AgentChecks);
            Assert.Empty(changed.ReviewSarif);
            Assert.Empty(changed.ReviewRules);
            Assert.Empty(changed.TaskEscalations);
            Assert.Empty(changed.PathEscalations);
            Assert.Empty(changed.PreferredModels);
            Assert.Equal(
                CodeAssistSettings.Default with
                {
                    DisabledLanguages = changed.DisabledLanguages,
                    AgentChecks = changed.AgentChecks,
                    ReviewSarif = changed.ReviewSarif,
                    ReviewRules = changed.ReviewRules,
                    TaskEscalations = changed.TaskEscalations,
                    PathEscalations = changed.PathEscalations,
                    PreferredModels = changed.PreferredModels,
                },
                changed);
        }
    }

    private static SettingsResult Read(string json, SettingsSource source)
    {
        using var document = JsonDocument.Parse(json);
        return SettingsReader.Read(CodeAssistSettings.Default, document.RootElement, source);
    }
}
