using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Server.Assisting.Output;

namespace CodeAssist.Server.Tests.Assisting;

/// <summary>What is shown before something is sent.</summary>
public sealed class SentQuestionTests
{
    private static readonly PartOrigin _file = new PartOrigin.File("/work", "Cart.cs", IsIgnored: false);

    [Fact]
    public void Every_turn_is_shown_as_it_would_be_sent()
    {
        var sent = SentQuestion.Of(new AssistQuestion(
        [
            new AssistTurn(TurnSpeaker.System, [new PayloadPart("Be brief.", [new PartOrigin.Product()])]),
            new AssistTurn(TurnSpeaker.User, [new PayloadPart("Why?\u200b\n", [new PartOrigin.User()]), new PayloadPart("var key = \"AKIAZ7QX2M4RTHW5YBND\";", [_file])]),
        ]));

        Assert.Equal([new SentTurn("System", "Be brief."), new SentTurn("User", "Why?\nvar key = \"«SECRET:aws-access-token:1»\";")], sent.Turns);
        Assert.Null(sent.Refusal);
    }

    [Fact]
    public void What_would_be_withheld_is_shown_as_its_note()
    {
        var sent = SentQuestion.Of(Question(new PayloadPart("PASSWORD=hunter2", [new PartOrigin.File("/work", ".env", IsIgnored: false)])));

        Assert.Equal("«NOT SENT: environment file»", Assert.Single(sent.Turns).Text);
    }

    [Fact]
    public void What_would_be_refused_says_why()
    {
        var key = SentQuestion.Of(Question(new PayloadPart("-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7bq\n-----END RSA PRIVATE KEY-----", [_file])));
        var stray = SentQuestion.Of(Question(new PayloadPart("x", [])));

        Assert.Equal((0, GateRefusalCode.PrivateKey), (key.Turns.Count, key.Refusal?.Code));
        Assert.StartsWith("Nothing: This request contains a private key.", key.Text, StringComparison.Ordinal);
        Assert.Equal(GateRefusalCode.OutsideWorkspace, stray.Refusal?.Code);
    }

    private static AssistQuestion Question(PayloadPart part) => new([new AssistTurn(TurnSpeaker.User, [part])]);
}
