using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Assist;

internal static class Subjects
{
    public const string Cart = "class Cart\n{\n    int Total(int price)\n    {\n        return price - 1;\n    }\n}\n";

    public static AssistSubject Of(AssistKind kind, string text, int start, int end, string language = Languages.CSharp) => new(
        kind, DocumentSnapshot.Open("file:///shop/Cart.cs", language, 1, text), new PartOrigin.File("shop", "src/Cart.cs", IsIgnored: false), new LineSpan(start, end));

    public static AssistSubject Long(AssistKind kind, int lines) =>
        Of(kind, string.Concat(Enumerable.Range(0, lines).Select(line => line % 10 == 9 ? "\n" : $"    total += price[{line}];\n")), 0, lines);
}
