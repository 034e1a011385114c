using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Probe;
using CodeAssist.Processes.Running;

// What the tests cannot do to their own process: filter it, start it, lose its parent.
return args switch
{
    ["filter"] => FilterProbe.Run(),
    ["attempt"] => FilterProbe.AttemptOnce(),
    ["broker", .. var rest] => await BrokerMain.RunAsync(rest, CancellationToken.None),
    [ContainMain.Verb, .. var rest] => ContainMain.Run(rest),
    ["serve", .. var rest] => ScriptedHost.Run(rest),
    ["server", .. var rest] => await FilteredServer.RunAsync(rest),
    ["hold", var tracing] => TracingProbe.Hold(tracing),
    ["trace", var id] => TracingProbe.Trace(id),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: filter | attempt | broker … | serve … | server … | hold open|closed | trace PID");
    return 64;
}
