using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary><c>codeassist doctor</c> and <c>codeassist paths</c>.</summary>
public sealed class DoctorTests : ProductTest
{
    [Fact]
    public async Task Doctor_says_what_is_used_and_why_and_that_nothing_is_wrong()
    {
        var result = await RunAsync("doctor");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("", result.Error);
        Assert.Contains("Nothing is wrong.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Runs on           CPU: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("tokens/s", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task Doctors_json_has_platform_devices_choice_filter_model_and_speed()
    {
        var result = await RunAsync("doctor", "--json");

        var report = result.ToJson();
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("", result.Error);
        Assert.Contains("cores", (string?)report["platform"], StringComparison.Ordinal);
        Assert.Equal("CPU", (string?)report["model"]!["device"]!["device"]);
        Assert.NotEqual("", (string?)report["model"]!["device"]!["reason"], StringComparer.Ordinal);
        Assert.Contains(report["host"]!["devices"]!.AsArray(), device => (string?)device!["name"] is "CPU");
        Assert.StartsWith("v0.4.0", (string?)report["host"]!["libraryRelease"], StringComparison.Ordinal);
        Assert.True((double?)report["speed"]!["tokensPerSecond"] > 0);
        Assert.Empty(report["problems"]!.AsArray());
        Assert.StartsWith("local only", (string?)report["policy"], StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("Enforced", (string?)report["hostNetwork"], ignoreCase: true);
            Assert.Contains("refused by the kernel", (string?)report["serverNetwork"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_setting_that_does_not_fit_is_a_problem_for_the_doctor()
    {
        User.Settings["model.threads"] = 1_000;

        var result = await RunAsync("doctor", "--json");

        var problem = Assert.Single(result.ToJson()["problems"]!.AsArray())!;
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("codeassist.model.threads", (string?)problem["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_servers_that_the_settings_name_are_asked_where_they_may_and_what_is_wrong_with_one_is_a_problem()
    {
        await using var provider = ScriptedProvider.Start(exchange => exchange.SendAsync(
            exchange.Request.Line.Contains("/chat/", StringComparison.Ordinal) ? Answers.OpenAi("here") : Answers.Json(404, "{}")));
        User.Settings["endpoints.loopback"] = provider.Address;
        User.Settings["endpoints.loopbackModel"] = "chat-model";
        User.Settings["endpoints.private"] = "https://models.example/v1";
        User.Settings["endpoints.privateModel"] = "house";
        User.Settings["completion.endpoint"] = "loopback";

        var result = await RunAsync("doctor", "--json");

        var endpoints = result.ToJson()["endpoints"]!.AsArray();
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["loopback/chat-model chat", "private/house chat", "loopback/chat-model completion"], endpoints.Select(endpoint => $"{endpoint!["model"]} {endpoint["use"]}"), StringComparer.Ordinal);
        Assert.True((double?)endpoints.Single(endpoint => (string?)endpoint!["model"] is "loopback/chat-model" && (string?)endpoint["use"] is "chat")!["milliseconds"] > 0);
        Assert.StartsWith("It was not asked: ", (string?)endpoints.Single(endpoint => (string?)endpoint!["model"] is "private/house")!["notAsked"], StringComparison.Ordinal);
        Assert.Null(endpoints[^1]!["milliseconds"]);
        Assert.Contains(provider.Address, (string?)Assert.Single(result.ToJson()["problems"]!.AsArray())!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_names_every_place_and_makes_none_of_them()
    {
        var text = await RunAsync("paths");
        var json = await RunAsync("paths", "--json");

        Assert.Equal(0, text.ExitCode);
        Assert.Contains(User.SettingsFile, text.Output, StringComparison.Ordinal);
        Assert.Equal(User.SettingsFile, (string?)json.ToJson()["settings"]);
        Assert.Equal(User.Cache, (string?)json.ToJson()["cache"]);
        Assert.Equal(User.Runtime, (string?)json.ToJson()["runtime"]);
        Assert.True(File.Exists((string?)json.ToJson()["builtInModel"]));
        Assert.False(Directory.Exists(User.State));
        Assert.False(Directory.Exists(User.Runtime));
    }

    [Fact]
    public async Task Version_is_printed_and_nothing_else()
    {
        var result = await RunAsync("--version");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*$", result.Output.Trim());
    }
}
