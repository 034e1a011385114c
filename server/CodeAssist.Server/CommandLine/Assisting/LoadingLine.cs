using System.Globalization;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Assisting;

/// <summary>Tells that a chat model loads, and how far it is: a line for each quarter.</summary>
internal sealed class LoadingLine(IAnsiConsole errors)
{
    private const int Steps = 4;

    private int _next;

    /// <param name="fraction">0 to 1.</param>
    public void Tell(double fraction)
    {
        if (fraction * Steps >= _next)
        {
            errors.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]Loading the chat model, {fraction:P0}…[/]");
            _next = (int)(fraction * Steps) + 1;
        }
    }
}
