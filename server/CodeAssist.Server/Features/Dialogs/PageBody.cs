using System.Text;

namespace CodeAssist.Server.Features.Dialogs;

/// <summary>The contents of a page, from top to bottom. Whatever it is given is text, unless it says otherwise.</summary>
internal sealed class PageBody
{
    private readonly StringBuilder _html = new();

    /// <param name="title">The page's heading.</param>
    /// <param name="range">What it covers.</param>
    public PageBody(string title, string range) => Html($"<h1>{PageDocument.Text(title)}</h1>\n<p class=\"range\">{PageDocument.Text(range)}</p>\n");

    public PageBody Section(string title, params string?[] sentences)
    {
        Html($"<h2>{PageDocument.Text(title)}</h2>\n");
        foreach (var sentence in sentences)
        {
            Paragraph(sentence);
        }

        return this;
    }

    /// <param name="sentence">Null for nothing.</param>
    public PageBody Paragraph(string? sentence) => sentence is null ? this : Html($"<p>{PageDocument.Text(sentence)}</p>\n");

    /// <param name="diff">As Git writes it.</param>
    public PageBody Diff(string diff) => Html($"<div class=\"wide\"><pre>{string.Join('\n', diff.Split('\n').Select(Marked))}</pre></div>\n");

    /// <summary>A question with its answers as links, which are the only ones that a page has.</summary>
    public PageBody Question(PageQuestion question)
    {
        Section(question.Title);
        if (question.Details.Length > 0)
        {
            Html($"<pre>{PageDocument.Text(question.Details)}</pre>\n");
        }

        return Html($"<p class=\"answers\">{string.Join(' ', question.Answers.Select((answer, index) => $"<a href=\"{PageDocument.Text(question.Link(index))}\">{PageDocument.Text(answer)}</a>"))}</p>\n");
    }

    /// <summary>The last words.</summary>
    public PageBody Note(string sentence) => Html($"<p class=\"note\">{PageDocument.Text(sentence)}</p>");

    /// <param name="words">Headings of the columns of words, which come first.</param>
    /// <param name="numbers">Headings of the columns of numbers.</param>
    /// <param name="rows">One cell for each heading.</param>
    public PageBody Table(string[] words, string[] numbers, IEnumerable<string[]> rows)
    {
        _html.Append("<div class=\"wide\"><table>\n<thead><tr>");
        _html.AppendJoin("", words.Select(word => $"<th>{PageDocument.Text(word)}</th>")).AppendJoin("", numbers.Select(number => $"<th class=\"number\">{PageDocument.Text(number)}</th>"));
        _html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            _html.Append("<tr>").AppendJoin("", row.Select((cell, index) => $"<td{(index < words.Length ? "" : " class=\"number\"")}>{PageDocument.Text(cell)}</td>")).Append("</tr>\n");
        }

        return Html("</tbody>\n</table></div>\n");
    }

    /// <param name="html">Not text: every text in it went through <see cref="PageDocument.Text"/>.</param>
    public PageBody Html(string html)
    {
        _html.Append(html);
        return this;
    }

    public override string ToString() => _html.ToString();

    private static string Marked(string line) => line switch
    {
        ['+', ..] and not ['+', '+', '+', ..] => $"<span class=\"added\">{PageDocument.Text(line)}</span>",
        ['-', ..] and not ['-', '-', '-', ..] => $"<span class=\"removed\">{PageDocument.Text(line)}</span>",
        _ => PageDocument.Text(line),
    };
}
