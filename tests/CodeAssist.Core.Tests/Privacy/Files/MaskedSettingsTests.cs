using CodeAssist.Core.Privacy.Files;

namespace CodeAssist.Core.Tests.Privacy.Files;

public sealed class MaskedSettingsTests
{
    [Fact]
    public void Keys_stay_and_values_do_not()
    {
        const string settings = """
            // secret comment
            {
              "ConnectionStrings": { "Main": "Server=db;Password=hunter2" }, /* and
              another */
              "Limits": [ 10, -2.5e3, "a \" quoted, \"part\": 7" ],
              "Enabled": true, "Nothing": null, "Off": false,
              "Nested": [ { "Key": "value" }, [ "deep" ], ],
            }
            """;

        Assert.Equal(
            """

            {
              "ConnectionStrings": { "Main": "«VALUE»" }, 
              "Limits": [ "«VALUE»", "«VALUE»", "«VALUE»" ],
              "Enabled": true, "Nothing": null, "Off": false,
              "Nested": [ { "Key": "«VALUE»" }, [ "«VALUE»" ], ],
            }
            """,
            MaskedSettings.Of(settings));
    }

    /// <summary>Whoever does not see all of it does not know what is a key.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"Password\": \"hunter2\"")]
    [InlineData("[ \"hunter2\" ]")]
    [InlineData("{ \"a\": \"hunter2\"")]
    [InlineData("{ \"a\": \"hunter2")]
    [InlineData("{ \"a\": 1 } { \"hunter2\": 1 }")]
    [InlineData("{ \"a\": 1 } hunter2")]
    [InlineData("{ \"a\": [ 1 } ]")]
    [InlineData("{ hunter2: 1 }")]
    [InlineData("{ \"a\": 'hunter2' }")]
    [InlineData("{ \"a\": \"x\nhunter2\" }")]
    [InlineData("@@ -1 +1 @@\n+  \"Password\": \"hunter2\"")]
    [InlineData("{ /* hunter2 }")]
    public void What_is_no_whole_object_is_not_masked_but_withheld(string text) => Assert.Null(MaskedSettings.Of(text));

    [Fact]
    public void No_value_is_taken_for_a_key()
    {
        var masked = MaskedSettings.Of("""{ "a": [ { "b": "hunter2" }, "hunter2", "hunter2" ], "c": { "d": ["hunter2", "hunter2"] }, "e": "hunter2" }""");

        Assert.DoesNotContain("hunter2", masked, StringComparison.Ordinal);
    }
}
