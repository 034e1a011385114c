using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Review;

/// <summary>Members of the form <c>name {</c> … <c>}</c>, each brace at the start of its line's end.</summary>
internal sealed class BraceOutline : ICodeOutline
{
    public IReadOnlyList<CodeMember> Read(DocumentSnapshot document)
    {
        List<CodeMember> members = [];
        for (var line = 0; line < document.LineCount; line++)
        {
            var head = document.Line(line).ToString();
            if (head.EndsWith('{'))
            {
                var end = line;
                while (end < document.LineCount - 1 && document.Line(end) is not "}")
                {
                    end++;
                }

                members.Add(new CodeMember(head[..^1].Trim(), new LineSpan(line, end + 1), head));
            }
        }

        return members;
    }
}
