using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;

var terminal = Terminal.OfProcess();
var code = SltCommandLine.Run(args, terminal);
terminal.Flush();
return code;
