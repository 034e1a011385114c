using System.Text;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Tests.Settings;

/// <summary>A command changes one setting and leaves the rest of the user's file as it was.</summary>
public sealed class SettingsEditTests
{
    [Theory]
    [InlineData("", "{\n  \"model.path\": \"/m.gguf\"\n}\n")]
    [InlineData("{}", "{\n  \"model.path\": \"/m.gguf\"\n}")]
    [InlineData("{ \"model.path\": \"\" }", "{ \"model.path\": \"/m.gguf\" }")]
    [InlineData("{\n  // mine\n  \"model\": { \"path\": \"/old.gguf\", \"threads\": 2 }, // end\n}", "{\n  // mine\n  \"model\": { \"path\": \"/m.gguf\", \"threads\": 2 }, // end\n}")]
    [InlineData("{\n  \"model.threads\": 2\n}", "{\n  \"model.path\": \"/m.gguf\",\n  \"model.threads\": 2\n}")]
    [InlineData("{ \"review.rules\": { \"model.path\": \"off\" } }", "{\n  \"model.path\": \"/m.gguf\", \"review.rules\": { \"model.path\": \"off\" } }")]
    [InlineData("{ \"completion.disabledLanguages\": [\"a\", \"b\"], \"model.path\": null }", "{ \"completion.disabledLanguages\": [\"a\", \"b\"], \"model.path\": \"/m.gguf\" }")]
    public void One_value_changes_and_comments_stay(string before, string after) =>
        Assert.Equal(after, Text(SettingsEdit.WithText(Encoding.UTF8.GetBytes(before), "model.path", "/m.gguf")));

    [Fact]
    public void The_mark_before_the_text_stays() =>
        Assert.Equal("\uFEFF{ \"model.path\": \"/m.gguf\" }", Text(SettingsEdit.WithText(Encoding.UTF8.GetBytes("\uFEFF{ \"model.path\": \"\" }"), "model.path", "/m.gguf")));

    [Fact]
    public void A_path_is_written_as_json() =>
        Assert.Equal("{ \"model.path\": \"C:\\\\a \\\"b\\\".gguf\" }", Text(SettingsEdit.WithText("{ \"model.path\": 1 }"u8.ToArray(), "model.path", "C:\\a \"b\".gguf")));

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"model.path\": ")]
    public void A_file_that_is_no_object_is_left_alone(string before) => Assert.Null(SettingsEdit.WithText(Encoding.UTF8.GetBytes(before), "model.path", "/m.gguf"));

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);
}
