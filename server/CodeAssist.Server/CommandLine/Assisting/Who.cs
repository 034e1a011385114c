using System.CommandLine;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.CommandLine.Assisting;

/// <summary>The options on who does a task.</summary>
internal sealed class Who
{
    private readonly Option<string> _model = new("--model") { Description = "The one model that may do it, such as local/NAME or openai/NAME." };
    private readonly Option<bool> _local = new("--local") { Description = "A model of this machine does it, whatever speaks for another." };
    private readonly Option<bool> _stronger = new("--stronger") { Description = "A stronger model than those of this machine does it, where the settings let it." };

    public Option<decimal> Allow { get; } = new("--allow") { Description = "US dollars that this may cost without a question.", HelpName = "DOLLARS" };

    public void AddTo(Command command, bool asks = true)
    {
        Option[] options = asks ? [_model, _local, _stronger, Allow] : [_model, _local, _stronger];
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_local) is not null && result.GetResult(_stronger) is not null)
            {
                result.AddError("Only one of --local and --stronger can hold.");
            }
        });
    }

    public AssistDirections Directions(ParseResult parsed) => new(
        parsed.GetValue(_local) ? TaskWish.Local : parsed.GetValue(_stronger) ? TaskWish.Stronger : TaskWish.None, parsed.GetValue(_model));
}
