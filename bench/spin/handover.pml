/* The hand-over of Soft Reserved memory between CXL and HMEM, for N windows with one card each.
 *
 * The same model as softreserve's, step for step: one branch of the loop at the end is one
 * KernelStep, and one d_step, so that control adds no states. Built with GENERATION 4 (the v4
 * posting) or 72 (mainline 7.2), N from 1 to 8; DEADLOCKS turns every end state into an error, so
 * that pan counts them; CHECK asserts that HMEM takes no range whose region comes up; DUMP prints
 * every state.
 *
 * A loop is never last in a d_step: Spin 6.5 writes a jump to a label that is not there.
 *
 * What can not differ between two states of one machine is left out: addresses, decoders, and where
 * a resource lies in iomem, which follows from the bytes below. */

#ifndef N
#define N 1
#endif
#ifndef GENERATION
#define GENERATION 4
#endif
#define IS_V4 (GENERATION == 4)

#define INITCALLS 6

/* modules, as bits */
#define PORT 1
#define ACPI 2
#define PCI 4
#define MEM 8
#define HMEM 16
#define DAX_CXL 32
#define KMEM 64
#define DEVICE_DAX 128

/* cards: not probed by cxl_pci, on the bus, refused for want of a root, attached */
#define UNPROBED 0
#define WAITING 1
#define REFUSED 2
#define ATTACHED 3

/* who made the dax region of a range */
#define NOBODY 0
#define BY_CXL 1
#define BY_HMEM 2

/* v4's dax_cxl_mode */
#define DEFER 0
#define REGISTER 1
#define DROP 2

/* driver core */
byte initcalls = 0;
byte live = 0;
#if GENERATION == 4
byte requested = ACPI | PCI;
#else
byte requested = ACPI | PCI | MEM;     /* cxl_pci pulls in cxl_mem */
#endif
byte waiting = 0;

/* HMEM */
bool hmem_bound = false;
bool work_queued = false;
bool did_initial_probe = false;
byte mode = DEFER;

/* CXL and dax_cxl */
bool has_root = false;
bool rescan_queued = false;
bool cxl_driver = false;
bool cxl_registration_queued = false;

/* one window, card and Soft Reserved range each */
byte staged[N];
byte window[N];
byte card[N];
byte inside_pci[N];                    /* attaches inside the asynchronous PCI probe */
byte region[N];
byte dax_device_of_region[N];          /* the device dax_regionN */
byte hmem_device[N];
byte dax[N];
byte ram[N];                           /* kmem has it */

byte i = 0;                            /* 0 again after every step: pan -DBFS hides nothing */

#define HAS(set, module) ((set & (module)) == (module))

/* a uevent or request_module; live modules are not wanted again */
inline request(modules) { requested = requested | ((modules) & ~live) }

/* wait_for_device_probe(), and the end of a module load */
#define CARD_IS_QUIET(c) \
  (!(HAS(live, PCI) && card[c] == UNPROBED) && !(card[c] == WAITING && inside_pci[c]))
#define QUIET_TO_1 CARD_IS_QUIET(0)
#define QUIET_TO_2 (QUIET_TO_1 && CARD_IS_QUIET(1))
#define QUIET_TO_3 (QUIET_TO_2 && CARD_IS_QUIET(2))
#define QUIET_TO_4 (QUIET_TO_3 && CARD_IS_QUIET(3))
#define QUIET_TO_5 (QUIET_TO_4 && CARD_IS_QUIET(4))
#define QUIET_TO_6 (QUIET_TO_5 && CARD_IS_QUIET(5))
#define QUIET_TO_7 (QUIET_TO_6 && CARD_IS_QUIET(6))
#define QUIET_TO_8 (QUIET_TO_7 && CARD_IS_QUIET(7))
#define JOIN(left, right) left ## right
#define QUIET_TO(count) JOIN(QUIET_TO_, count)
#define QUIET QUIET_TO(N)

#define CAN_LOAD(module, needed) \
  (initcalls == INITCALLS && HAS(requested, module) && !HAS(live, module) \
   && !HAS(waiting, module) && HAS(live, needed))

/* a dax region with its device: udev wants the drivers, a live one probes */
inline make_dax(w, owner) {
  if
  :: dax[w] == NOBODY ->               /* in v4 nobody checks, but nobody is there first either */
     dax[w] = owner;
     request(KMEM | DEVICE_DAX);
     ram[w] = HAS(live, KMEM)
  :: else                              /* 6 to 7.2: -12 for the second one */
  fi
}

inline bind_cxl_dax(w) {
  if
  :: cxl_driver && dax_device_of_region[w] -> make_dax(w, BY_CXL)
  :: else
  fi
}

/* dax_regionN, unless the bytes are System RAM already or it exists */
inline add_dax_device_of_region(w) {
  if
  :: !ram[w] && !dax_device_of_region[w] ->
     dax_device_of_region[w] = true;
     request(DAX_CXL);
     bind_cxl_dax(w)
  :: else
  fi
}

inline register_with_hmem(w) {
  if
  :: !hmem_device[w] && staged[w] ->
     hmem_device[w] = true;
     make_dax(w, BY_HMEM)
  :: else
  fi
}

/* what hmem_platform's probe does with one range */
inline offer_to_hmem(w) {
  if
  :: !window[w] -> register_with_hmem(w)
  :: window[w] && !did_initial_probe && mode == DEFER -> work_queued = true
  :: window[w] && mode == REGISTER -> register_with_hmem(w)
  :: else
  fi
}

/* process_defer_work() for one range: in this layout a region covers all of it or none */
inline settle(w) {
#if GENERATION == 4
  if
  :: window[w] && region[w] ->
     mode = DROP;
     add_dax_device_of_region(w)
  :: window[w] && !region[w] ->
     mode = REGISTER;
     register_with_hmem(w)
  :: else
  fi
#else
  if
  :: window[w] && !region[w] -> register_with_hmem(w)
  :: else
  fi
#endif
}

/* the region of an attached card comes up and is bound; v4 leaves firmware's regions to HMEM */
inline assemble(w) {
  region[w] = true;
#if GENERATION != 4
  add_dax_device_of_region(w);
#endif
#ifdef CHECK
  assert(dax[w] != BY_HMEM);           /* HMEM took a range whose region came after all */
#endif
}

#define PROBE_CARD(c) \
  d_step { HAS(live, PCI) && card[c] == UNPROBED -> \
    card[c] = WAITING; inside_pci[c] = HAS(live, MEM); request(MEM) }

#define ATTACH_MEMDEV(c) \
  d_step { HAS(live, MEM | PORT) && card[c] == WAITING -> \
    if \
    :: !has_root -> card[c] = REFUSED \
    :: else -> card[c] = ATTACHED; assemble(c) \
    fi }

/* DUMP: every state that pan goes on from, as SpinState.cs writes softreserve's */
#ifdef DUMP
c_code {
\#include <stdio.h>
  static int dump(void) {
    int at;
    printf("%d %d %d %d %d%d%d%d %d%d%d%d", now.initcalls, now.live, now.requested, now.waiting,
      now.hmem_bound, now.work_queued, now.did_initial_probe, now.mode,
      now.has_root, now.rescan_queued, now.cxl_driver, now.cxl_registration_queued);
    for (at = 0; at < (int)sizeof(now.card); at++)
      printf(" %d%d%d%d%d%d%d%d%d", now.staged[at], now.window[at], now.card[at],
        now.inside_pci[at], now.region[at], now.dax_device_of_region[at], now.hmem_device[at],
        now.dax[at], now.ram[at]);
    return printf("\n") < 0;
  }
\#define DUMPED dump()
}
#endif

active proctype kernel() {
#ifndef DEADLOCKS
end:
#endif
  do
#ifdef DUMP
  :: c_expr { DUMPED } -> skip         /* never true */
#endif
  /* initcalls, in link order */
  :: d_step { initcalls == 0 -> initcalls++ }                          /* e820 */
  :: d_step { initcalls == 1 ->                                        /* e820-late */
       for (i : 0 .. N - 1) { staged[i] = true }
       i = 0; initcalls++ }
  :: d_step { initcalls == 2 -> initcalls++; request(HMEM) }           /* hmat_init */
  :: d_step { initcalls == 3 -> initcalls++; live = live | PORT }      /* cxl_port, built in */
  :: d_step { initcalls == 4 -> initcalls++ }                          /* hmem_init */
  :: d_step { initcalls == 5 -> initcalls++ }                          /* late */

  /* modules */
  :: d_step { CAN_LOAD(ACPI, PORT) ->
       for (i : 0 .. N - 1) { window[i] = true }
       i = 0; live = live | ACPI; has_root = true; rescan_queued = true }
#if GENERATION == 4
  :: d_step { CAN_LOAD(PCI, 0) -> live = live | PCI }
#else
  :: d_step { CAN_LOAD(PCI, MEM) -> live = live | PCI }
#endif
  :: d_step { CAN_LOAD(MEM, PORT) -> live = live | MEM }
  :: d_step { CAN_LOAD(HMEM, 0) -> waiting = waiting | HMEM; request(ACPI | PCI) }
#if GENERATION == 4
  :: d_step { CAN_LOAD(DAX_CXL, 0) ->
       cxl_driver = true;
       for (i : 0 .. N - 1) { bind_cxl_dax(i) }
       i = 0; live = live | DAX_CXL }
#else
  :: d_step { CAN_LOAD(DAX_CXL, HMEM) ->
       live = live | DAX_CXL; cxl_registration_queued = true }
  :: d_step { cxl_registration_queued && !work_queued ->               /* RegisterCxlDax */
       cxl_driver = true;
       for (i : 0 .. N - 1) { bind_cxl_dax(i) }
       i = 0; cxl_registration_queued = false }
#endif
  :: d_step { CAN_LOAD(KMEM, 0) ->
       for (i : 0 .. N - 1) { ram[i] = (dax[i] != NOBODY) }
       i = 0; live = live | KMEM }
  :: d_step { CAN_LOAD(DEVICE_DAX, 0) -> live = live | DEVICE_DAX }

  /* dax_hmem has what it asked for: FinishDaxHmem */
  :: d_step { HAS(waiting, HMEM) && HAS(live, ACPI | PCI) && QUIET ->
       live = live | HMEM; waiting = waiting & ~HMEM;
       for (i : 0 .. N - 1) { offer_to_hmem(i) }
       i = 0; hmem_bound = true }

  /* the deferred work: SettleDeferredRanges */
  :: d_step { work_queued && QUIET ->
       if
       :: did_initial_probe            /* 7.2 decides once */
       :: else -> for (i : 0 .. N - 1) { settle(i) }
       fi;
       i = 0; did_initial_probe = !IS_V4;
       work_queued = false }

  /* cxl_bus_rescan() */
  :: d_step { rescan_queued ->
       for (i : 0 .. N - 1) {
         if
         :: card[i] == REFUSED -> card[i] = WAITING; inside_pci[i] = false
         :: else
         fi
       }
       i = 0; rescan_queued = false }

  /* cards */
  :: PROBE_CARD(0)
  :: ATTACH_MEMDEV(0)
#if N > 1
  :: PROBE_CARD(1)
  :: ATTACH_MEMDEV(1)
#endif
#if N > 2
  :: PROBE_CARD(2)
  :: ATTACH_MEMDEV(2)
#endif
#if N > 3
  :: PROBE_CARD(3)
  :: ATTACH_MEMDEV(3)
#endif
#if N > 4
  :: PROBE_CARD(4)
  :: ATTACH_MEMDEV(4)
#endif
#if N > 5
  :: PROBE_CARD(5)
  :: ATTACH_MEMDEV(5)
#endif
#if N > 6
  :: PROBE_CARD(6)
  :: ATTACH_MEMDEV(6)
#endif
#if N > 7
  :: PROBE_CARD(7)
  :: ATTACH_MEMDEV(7)
#endif
  od
}
